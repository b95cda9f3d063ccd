import type { Webhook } from '@hookline/schema'
import { recordAudit } from '../audit/record.ts'
import type { Ctx } from '../context.ts'
import { copyName } from '../copy-name.ts'
import { webhooks } from '../db/schema/index.ts'
import { ensureEndpoints } from '../endpoints/ensure.ts'
import { newUuid, publicId } from '../ids.ts'
import { changeLive } from '../live/change.ts'
import { copySecrets } from '../secrets/copy.ts'
import { secretHeaderNames, signingName } from '../secrets/take-secrets.ts'
import { findWebhook } from './find.ts'
import { toWebhook } from './row.ts'

/**
 * Makes a copy of a webhook with its secrets, inactive: nothing is sent twice before somebody says so. The hookId is its
 * caller's name for one webhook and stays with that.
 */
export async function duplicateWebhook({ ctx, input }: { ctx: Ctx; input: { id: string } }): Promise<Webhook> {
  const now = new Date(ctx.services.clock.now())
  const id = newUuid(now.getTime())
  return changeLive(ctx, async (tx) => {
    const { row: from, hasSecret } = await findWebhook(tx, ctx, { id: input.id, lock: true })
    const name = copyName(from.name)
    const own = { id, hookId: null, name, status: 'inactive' as const, revision: 1, createdAt: now, updatedAt: now }
    const [row] = await tx
      .insert(webhooks)
      .values({ ...from, ...own })
      .returning()
    if (!row) throw new Error('an insert returned no row')
    const { urls, headers } = row.request
    await ensureEndpoints(tx, ctx, { sourceKind: 'webhook', sourceId: id, places: [{ nodeId: '', urls }] })
    const used = [signingName, ...secretHeaderNames(headers)].map((secret) => ({ nodeId: '', name: secret }))
    await copySecrets(tx, ctx, { fromId: from.id, toId: id, used })
    const detail = { name, status: row.status, copyOf: publicId('whk', from.id) }
    await recordAudit(tx, ctx, { action: 'webhook.create', targetKind: 'webhook', targetId: publicId('whk', id), detail })
    return toWebhook(row, { hasSecret })
  })
}
