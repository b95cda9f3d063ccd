import { and, eq } from 'drizzle-orm'
import { recordAudit } from '../audit/record.ts'
import type { Ctx } from '../context.ts'
import { endpoints, webhooks } from '../db/schema/index.ts'
import { publicId } from '../ids.ts'
import { changeLive } from '../live/change.ts'
import { cancelOfSource } from '../queue/cancel.ts'
import { pruneSecrets } from '../secrets/prune.ts'
import { findWebhook } from './find.ts'

/** Removes a webhook with its secrets; what it owes is cancelled, its history stays. */
export async function removeWebhook({ ctx, input }: { ctx: Ctx; input: { id: string } }): Promise<void> {
  const { workspaceId, services } = ctx
  const sourceId = await changeLive(ctx, async (tx) => {
    const { row } = await findWebhook(tx, ctx, { id: input.id, lock: true })
    const { id, name, hookId } = row
    await tx.delete(webhooks).where(and(eq(webhooks.workspaceId, workspaceId), eq(webhooks.id, id)))
    await tx.delete(endpoints).where(and(eq(endpoints.workspaceId, workspaceId), eq(endpoints.sourceId, id)))
    await pruneSecrets(tx, ctx, { sourceId: id, used: [] })
    const detail = { name, hookId }
    await recordAudit(tx, ctx, { action: 'webhook.remove', targetKind: 'webhook', targetId: publicId('whk', id), detail })
    return id
  })
  // After the commit: what a batch under way adds later, or is left by a death here, is cancelled by whoever would send
  // it, or finds it (pipeline/stragglers.ts).
  await cancelOfSource(services.database.sql, { workspaceId, sourceId })
}
