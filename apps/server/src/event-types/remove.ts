import { and, eq } from 'drizzle-orm'
import { recordAudit } from '../audit/record.ts'
import type { Ctx } from '../context.ts'
import { eventTypes } from '../db/schema/index.ts'
import { bumpGeneration } from '../live/bump.ts'
import { notFound } from '../service-error.ts'

/** Removes a type from the catalogue. Its events stay, and the next one makes an observed type of it again. */
export async function removeEventType({ ctx, input }: { ctx: Ctx; input: { name: string } }): Promise<void> {
  await ctx.services.database.db.transaction(async (tx) => {
    const [row] = await tx
      .delete(eventTypes)
      .where(and(eq(eventTypes.workspaceId, ctx.workspaceId), eq(eventTypes.name, input.name)))
      .returning()
    if (!row) throw notFound('event type', input.name)
    const detail = { title: row.title, source: row.source }
    await recordAudit(tx, ctx, { action: 'event-type.remove', targetKind: 'event-type', targetId: row.name, detail })
    if (row.group !== null) await bumpGeneration(tx, ctx.workspaceId)
  })
}
