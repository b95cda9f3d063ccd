import { and, eq, isNotNull } from 'drizzle-orm'
import { recordAudit } from '../audit/record.ts'
import type { Ctx } from '../context.ts'
import { automations } from '../db/schema/index.ts'
import { uuidOf } from '../ids.ts'
import { changeLive } from '../live/change.ts'
import { notFound } from '../service-error.ts'
import { findAutomation, publishedGraph } from './find.ts'
import { type AutomationAnswer, toAnswer } from './row.ts'

/**
 * Brings a deleted automation back as it was, live if it was live; 404 when it is gone for good. One that is not deleted
 * stays as it is. What it owed was cancelled when it was deleted, and stays so.
 */
export async function undeleteAutomation({ ctx, input }: { ctx: Ctx; input: { id: string } }): Promise<AutomationAnswer> {
  const uuid = uuidOf('aut', input.id)
  if (uuid === null) throw notFound('automation', input.id)
  return changeLive(ctx, async (tx) => {
    const [back] = await tx
      .update(automations)
      .set({ deletedAt: null })
      .where(and(eq(automations.workspaceId, ctx.workspaceId), eq(automations.id, uuid), isNotNull(automations.deletedAt)))
      .returning({ name: automations.name })
    if (back) {
      await recordAudit(tx, ctx, {
        action: 'automation.undelete',
        targetKind: 'automation',
        targetId: input.id,
        detail: { name: back.name },
      })
    }
    const found = await findAutomation(tx, ctx, input)
    return toAnswer(found.row, publishedGraph(found))
  })
}
