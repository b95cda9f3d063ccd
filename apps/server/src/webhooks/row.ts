import type { Webhook } from '@hookline/schema'
import { sql as raw } from 'drizzle-orm'
import type { webhooks } from '../db/schema/index.ts'
import { publicId } from '../ids.ts'
import { etagOf } from '../if-match.ts'

export type WebhookRow = typeof webhooks.$inferSelect

/** A webhook as it is answered, with its ETag: that of what PATCH can change. */
export interface WebhookAnswer {
  webhook: Webhook
  etag: string
}

// The columns are written out: drizzle names those of a single table without it.
/** Whether a signing secret is stored for the webhook of the row that is selected. */
export const hasSecretOf = raw<boolean>`EXISTS (
  SELECT 1 FROM secrets s WHERE s.workspace_id = webhooks.workspace_id AND s.source_id = webhooks.id
    AND s.node_id = '' AND s.name = '' AND s.expires_at IS NULL)`

/** In: the row, and the signing secret in clear for the answer to the call that set it. */
export function toWebhook(row: WebhookRow, { hasSecret, secret }: { hasSecret: boolean; secret?: string | undefined }): Webhook {
  return {
    id: publicId('whk', row.id),
    hookId: row.hookId,
    name: row.name,
    description: row.description,
    status: row.status,
    eventTypes: row.eventTypes,
    campaignId: row.campaignId,
    condition: row.condition,
    request: row.request,
    policy: row.policy,
    hasSecret,
    ...(secret !== undefined && { secret }),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  }
}

export function toAnswer(row: WebhookRow, shown: Parameters<typeof toWebhook>[1]): WebhookAnswer {
  return { webhook: toWebhook(row, shown), etag: etagOf(row) }
}
