import type { EventType, eventTypeInputSchema, JsonObject } from '@hookline/schema'
import { eq } from 'drizzle-orm'
import type { z } from 'zod'
import { recordAudit } from '../audit/record.ts'
import { humanise } from '../catalog/humanise.ts'
import type { Ctx } from '../context.ts'
import { eventTypes } from '../db/schema/index.ts'
import { bumpGeneration } from '../live/bump.ts'
import { conflict } from '../service-error.ts'
import { asSchema, checkDeclared } from './check-declared.ts'
import { toEventType } from './row.ts'

/** Declares an event type. One that was only seen so far becomes a declared one and keeps what was seen of it. */
export async function createEventType({ ctx, input }: { ctx: Ctx; input: z.output<typeof eventTypeInputSchema> }): Promise<EventType> {
  checkDeclared(input)
  const { name, description } = input
  const declared = {
    ...{ title: input.title ?? humanise(name), description, group: input.group ?? null, source: 'declared' as const },
    ...{ schema: asSchema(input.schema), sample: input.sample ?? null },
  }
  return ctx.services.database.db.transaction(async (tx) => {
    const [row] = await tx
      .insert(eventTypes)
      .values({ workspaceId: ctx.workspaceId, name, ...declared })
      .onConflictDoUpdate({
        target: [eventTypes.workspaceId, eventTypes.name],
        // Without a schema of its own it goes on with the one that was seen.
        set: { ...declared, schema: isBare(input.schema) ? null : declared.schema },
        setWhere: eq(eventTypes.source, 'observed'),
      })
      .returning()
    if (!row) throw conflict(`There is an event type "${name}" already: change it with PATCH.`)
    const detail = { title: row.title, group: row.group }
    await recordAudit(tx, ctx, { action: 'event-type.create', targetKind: 'event-type', targetId: name, detail })
    if (row.group !== null) await bumpGeneration(tx, ctx.workspaceId)
    return toEventType(row)
  })
}

/** What a caller who gives no schema is taken to mean. */
function isBare(schema: JsonObject): boolean {
  return Object.keys(schema).length === 1 && schema.type === 'object'
}
