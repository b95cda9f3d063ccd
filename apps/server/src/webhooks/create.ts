import { recordAudit } from '../audit/record.ts'
import { ensureWebhookCounters } from '../behaviour/ensure.ts'
import { requireCampaign } from '../campaigns/require.ts'
import type { Ctx } from '../context.ts'
import { webhooks } from '../db/schema/index.ts'
import { ensureEndpoints } from '../endpoints/ensure.ts'
import { newUuid, publicId } from '../ids.ts'
import { changeLive } from '../live/change.ts'
import { loadChecks } from '../requests/load-checks.ts'
import { writeSecrets } from '../secrets/write.ts'
import { checkWebhookRequest, readWebhookCondition } from './check.ts'
import { hookIdTaken } from './hook-id-taken.ts'
import type { WebhookBody } from './input.ts'
import { toAnswer, type WebhookAnswer } from './row.ts'
import { fromShortForm } from './short-form.ts'
import { takeWebhookSecrets } from './take-webhook-secrets.ts'

/** Makes a webhook; events sent after the answer are sent on by it. */
export async function createWebhook({ ctx, input }: { ctx: Ctx; input: WebhookBody }): Promise<WebhookAnswer> {
  const given = 'short' in input ? await fromShortForm(ctx, input.short) : input.long
  const { hookId = null, name, description, status, eventTypes, campaignId = null, policy } = given
  const { request = given.request, changes, hasSecret, shown } = takeWebhookSecrets(given, { stored: new Map(), had: false })
  const checks = await loadChecks(ctx)
  checkWebhookRequest(request, eventTypes, checks)
  const condition = readWebhookCondition(given.condition, eventTypes, checks)
  const now = new Date(ctx.services.clock.now())
  const id = newUuid(now.getTime())
  return changeLive(ctx, async (tx) => {
    await requireCampaign(tx, ctx, campaignId)
    const [row] = await tx
      .insert(webhooks)
      .values({
        ...{ workspaceId: ctx.workspaceId, id, hookId, name, description, status, eventTypes, campaignId, condition },
        ...{ request, policy, createdAt: now, updatedAt: now },
      })
      .onConflictDoNothing()
      .returning()
    if (!row) throw hookIdTaken(hookId)
    await ensureEndpoints(tx, ctx, { sourceKind: 'webhook', sourceId: id, places: [{ nodeId: '', urls: request.urls }] })
    await writeSecrets(tx, ctx, { sourceId: id, changes })
    await ensureWebhookCounters(tx, ctx, row)
    const detail = { name, hookId, status }
    await recordAudit(tx, ctx, { action: 'webhook.create', targetKind: 'webhook', targetId: publicId('whk', id), detail })
    return toAnswer(row, { hasSecret, secret: shown })
  })
}
