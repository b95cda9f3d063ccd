import { and, eq } from 'drizzle-orm'
import { recordAudit } from '../audit/record.ts'
import type { Ctx } from '../context.ts'
import { automations } from '../db/schema/index.ts'
import { changeLive } from '../live/change.ts'
import { cancelOfSource } from '../queue/cancel.ts'
import { cancelRunsOf } from '../runs/cancel.ts'
import { findAutomation } from './find.ts'

/**
 * Removes an automation: nothing finds it any more, what it owes is cancelled, and its runs that wait end; its history stays. For a day it can be
 * brought back (undelete.ts), then the upkeep removes it with its versions and secrets.
 */
export async function removeAutomation({ ctx, input }: { ctx: Ctx; input: { id: string } }): Promise<void> {
  const { workspaceId, services } = ctx
  const sourceId = await changeLive(ctx, async (tx) => {
    const { row } = await findAutomation(tx, ctx, { id: input.id, lock: true })
    await tx
      .update(automations)
      .set({ deletedAt: new Date(services.clock.now()) })
      .where(and(eq(automations.workspaceId, workspaceId), eq(automations.id, row.id)))
    await recordAudit(tx, ctx, { action: 'automation.remove', targetKind: 'automation', targetId: input.id, detail: { name: row.name } })
    return row.id
  })
  // After the commit: what a batch under way adds later, or is left by a death here, is cancelled by whoever would send
  // it, or finds it (pipeline/stragglers.ts).
  await cancelOfSource(services.database.sql, { workspaceId, sourceId })
  await cancelRunsOf(services.database.sql, { workspaceId, automationId: sourceId })
  services.topics.changed(['deliveries', 'runs'])
}
