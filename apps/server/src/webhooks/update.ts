import type { RequestTemplate } from '@hookline/schema'
import { and, eq } from 'drizzle-orm'
import { recordAudit } from '../audit/record.ts'
import { ensureWebhookCounters } from '../behaviour/ensure.ts'
import { requireCampaign } from '../campaigns/require.ts'
import type { Ctx } from '../context.ts'
import { webhooks } from '../db/schema/index.ts'
import { ensureEndpoints } from '../endpoints/ensure.ts'
import { publicId } from '../ids.ts'
import { requireMatch } from '../if-match.ts'
import type { DbOrTx } from '../live/bump.ts'
import { changeLive } from '../live/change.ts'
import { type Checks, loadChecks } from '../requests/load-checks.ts'
import { pruneSecrets } from '../secrets/prune.ts'
import { storedSecrets } from '../secrets/stored.ts'
import { secretHeaderNames, signingName } from '../secrets/take-secrets.ts'
import { writeSecrets } from '../secrets/write.ts'
import { checkWebhookRequest, readWebhookCondition } from './check.ts'
import { dropHeld } from './drop-held.ts'
import { type FoundWebhook, findWebhook } from './find.ts'
import { hookIdTaken, isUniqueViolation } from './hook-id-taken.ts'
import type { WebhookPatchBody } from './input.ts'
import { lastChangedBy } from './last-changed-by.ts'
import { moveOwed } from './move-owed.ts'
import { toAnswer, type WebhookAnswer, type WebhookRow } from './row.ts'
import { takeWebhookSecrets } from './take-webhook-secrets.ts'

interface WebhookUpdate {
  id: string
  patch: WebhookPatchBody
  /** The `If-Match` header: the ETag that the caller's copy has. */
  ifMatch?: string | undefined
}

/**
 * Changes a webhook; events sent after the answer are judged by it. `request` and `policy` are replaced whole.
 * Made inactive, what it owes is held; made active again, that goes on, or is dropped as `held` says.
 */
export async function updateWebhook({ ctx, input }: { ctx: Ctx; input: WebhookUpdate }): Promise<WebhookAnswer> {
  const checks = await loadChecks(ctx)
  const dropped = await dropHeld(ctx, { ifMatch: undefined, ...input })
  try {
    const { before, row, answer } = await changeLive(ctx, (tx) => updateInTransaction(tx, ctx, { ...input, checks, dropped }))
    if (before.status !== row.status) await moveOwed(ctx, row.id)
    return answer
  } catch (error) {
    throw isUniqueViolation(error) ? hookIdTaken(input.patch.hookId ?? null) : error
  }
}

interface Change extends WebhookUpdate {
  checks: Checks
  dropped: number
}

async function updateInTransaction(tx: DbOrTx, ctx: Ctx, { id, patch, ifMatch, checks, dropped }: Change) {
  const found = await findWebhook(tx, ctx, { id, lock: true })
  const before = found.row
  if (ifMatch !== undefined) requireMatch({ ifMatch, row: before, what: 'webhook', updatedBy: await lastChangedBy(tx, ctx, before.id) })
  const { request: givenRequest, secret, condition: drawn, campaignId, held: _held, ...plain } = patch
  const stored = await storedSecrets(tx, ctx, before.id)
  const taken = takeWebhookSecrets({ request: givenRequest, secret }, { stored, had: found.hasSecret })
  const eventTypes = patch.eventTypes ?? before.eventTypes
  if (taken.request) checkWebhookRequest(taken.request, eventTypes, checks)
  if (campaignId !== undefined && campaignId !== before.campaignId) await requireCampaign(tx, ctx, campaignId)
  const [row] = await tx
    .update(webhooks)
    .set({
      ...plain,
      ...(campaignId !== undefined && { campaignId }),
      ...(drawn !== undefined && { condition: readWebhookCondition(drawn, eventTypes, checks) }),
      ...(taken.request && { request: taken.request }),
      revision: before.revision + 1,
      updatedAt: new Date(ctx.services.clock.now()),
    })
    .where(and(eq(webhooks.workspaceId, ctx.workspaceId), eq(webhooks.id, before.id)))
    .returning()
  if (!row) throw new Error('an update returned no row')
  await writeSecrets(tx, ctx, { sourceId: row.id, changes: taken.changes })
  if (taken.request) await keepToRequest(tx, ctx, { row, request: taken.request })
  await ensureWebhookCounters(tx, ctx, row)
  await audit(tx, ctx, { found, row, patch, dropped })
  return { before, row, answer: toAnswer(row, { hasSecret: taken.hasSecret, secret: taken.shown }) }
}

/** Endpoints of new URLs are made; values of headers that are gone are removed. */
async function keepToRequest(tx: DbOrTx, ctx: Ctx, { row, request }: { row: WebhookRow; request: RequestTemplate }): Promise<void> {
  await ensureEndpoints(tx, ctx, { sourceKind: 'webhook', sourceId: row.id, places: [{ nodeId: '', urls: request.urls }] })
  const names = [signingName, ...secretHeaderNames(request.headers)]
  await pruneSecrets(tx, ctx, { sourceId: row.id, used: names.map((name) => ({ nodeId: '', name })) })
}

interface Changed extends Pick<Change, 'patch' | 'dropped'> {
  found: FoundWebhook
  row: WebhookRow
}

function audit(tx: DbOrTx, ctx: Ctx, { found, row, patch, dropped }: Changed) {
  const status = found.row.status === row.status ? {} : { status: row.status }
  const held = patch.held === undefined ? {} : { held: patch.held, ...(dropped > 0 && { dropped }) }
  return recordAudit(tx, ctx, {
    action: 'webhook.update',
    targetKind: 'webhook',
    targetId: publicId('whk', row.id),
    detail: { name: row.name, changed: Object.keys(patch).filter((field) => field !== 'held'), ...status, ...held },
  })
}
