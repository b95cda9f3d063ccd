import type { EventType, eventTypePatchSchema } from '@hookline/schema'
import { and, eq } from 'drizzle-orm'
import type { z } from 'zod'
import { recordAudit } from '../audit/record.ts'
import type { Ctx } from '../context.ts'
import { eventTypes } from '../db/schema/index.ts'
import { bumpGeneration } from '../live/bump.ts'
import { notFound } from '../service-error.ts'
import { asSchema, checkDeclared } from './check-declared.ts'
import { toEventType } from './row.ts'

interface Input {
  name: string
  patch: z.output<typeof eventTypePatchSchema>
}

/** Changes what is said of an event type; with a schema, one that was only seen so far becomes a declared one. */
export async function updateEventType({ ctx, input: { name, patch } }: { ctx: Ctx; input: Input }): Promise<EventType> {
  checkDeclared(patch)
  const place = and(eq(eventTypes.workspaceId, ctx.workspaceId), eq(eventTypes.name, name))
  return ctx.services.database.db.transaction(async (tx) => {
    const [before] = await tx.select().from(eventTypes).where(place).for('update')
    if (!before) throw notFound('event type', name)
    const after = {
      title: patch.title ?? before.title,
      description: patch.description ?? before.description,
      group: patch.group === undefined ? before.group : patch.group,
      sample: patch.sample === undefined ? before.sample : patch.sample,
      ...(patch.schema && { schema: asSchema(patch.schema), source: 'declared' as const }),
    }
    await tx.update(eventTypes).set(after).where(place)
    const detail = { fields: Object.keys(patch), title: after.title, group: after.group }
    await recordAudit(tx, ctx, { action: 'event-type.update', targetKind: 'event-type', targetId: name, detail })
    if (after.group !== before.group) await bumpGeneration(tx, ctx.workspaceId)
    return toEventType({ ...before, ...after })
  })
}
