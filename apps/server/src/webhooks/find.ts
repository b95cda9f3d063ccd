import { and, eq } from 'drizzle-orm'
import type { Ctx } from '../context.ts'
import { webhooks } from '../db/schema/index.ts'
import { uuidOf } from '../ids.ts'
import type { DbOrTx } from '../live/bump.ts'
import { notFound } from '../service-error.ts'
import { hasSecretOf, type WebhookRow } from './row.ts'

export interface FoundWebhook {
  row: WebhookRow
  hasSecret: boolean
}

/** Finds a webhook by its id or by its hookId (404 where there is none); `lock` keeps others from changing it meanwhile. */
export async function findWebhook(tx: DbOrTx, ctx: Ctx, { id, lock = false }: { id: string; lock?: boolean }): Promise<FoundWebhook> {
  const uuid = uuidOf('whk', id)
  const query = tx
    .select({ row: webhooks, hasSecret: hasSecretOf })
    .from(webhooks)
    .where(and(eq(webhooks.workspaceId, ctx.workspaceId), uuid === null ? eq(webhooks.hookId, id) : eq(webhooks.id, uuid)))
  const [found] = await (lock ? query.for('update', { of: webhooks }) : query)
  if (!found) throw notFound('webhook', id)
  return found
}
