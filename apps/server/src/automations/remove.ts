import { and, eq } from 'drizzle-orm'
import { recordAudit } from '../audit/record.ts'
import type { Ctx } from '../context.ts'
import { automations, automationVersions, endpoints } from '../db/schema/index.ts'
import { changeLive } from '../live/change.ts'
import { cancelOfSource } from '../queue/cancel.ts'
import { pruneSecrets } from '../secrets/prune.ts'
import { findAutomation } from './find.ts'

/** Removes an automation with its versions and secrets; what it owes is cancelled, its history stays. */
export async function removeAutomation({ ctx, input }: { ctx: Ctx; input: { id: string } }): Promise<void> {
  const { workspaceId, services } = ctx
  const sourceId = await changeLive(ctx, async (tx) => {
    const { row } = await findAutomation(tx, ctx, { id: input.id, lock: true })
    const { id } = row
    await tx.delete(automations).where(and(eq(automations.workspaceId, workspaceId), eq(automations.id, id)))
    await tx.delete(automationVersions).where(and(eq(automationVersions.workspaceId, workspaceId), eq(automationVersions.automationId, id)))
    await tx.delete(endpoints).where(and(eq(endpoints.workspaceId, workspaceId), eq(endpoints.sourceId, id)))
    await pruneSecrets(tx, ctx, { sourceId: id, used: [] })
    await recordAudit(tx, ctx, { action: 'automation.remove', targetKind: 'automation', targetId: input.id, detail: { name: row.name } })
    return id
  })
  // After the commit: what a batch under way adds later, or is left by a death here, is cancelled by whoever would send
  // it, or finds it (pipeline/stragglers.ts).
  await cancelOfSource(services.database.sql, { workspaceId, sourceId })
}
