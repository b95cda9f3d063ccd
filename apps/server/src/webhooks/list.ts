import type { Page, PageQuery, Webhook, webhookStatuses } from '@hookline/schema'
import { and, desc, eq, ilike, lt, or, sql as raw } from 'drizzle-orm'
import type { Ctx } from '../context.ts'
import { likePattern } from '../db/like-pattern.ts'
import { webhooks } from '../db/schema/index.ts'
import { uuidOf } from '../ids.ts'
import { decodeCursor, toPage } from '../page.ts'
import { hasSecretOf, toWebhook } from './row.ts'

export interface WebhookFilter extends PageQuery {
  q?: string | undefined
  status?: (typeof webhookStatuses)[number] | undefined
  campaignId?: string | undefined
  eventType?: string | undefined
}

/** Webhooks, newest first; `q` is part of a name, a description or a URL, `eventType` one that they get events of. */
export async function listWebhooks({ ctx, input }: { ctx: Ctx; input: WebhookFilter }): Promise<Page<Webhook>> {
  const [after] = decodeCursor({ list: 'webhooks', input }, 1, ([id = '']) => uuidOf('whk', id) !== null) ?? []
  const { q, status, campaignId, eventType } = input
  const pattern = q === undefined ? undefined : likePattern(q)
  const rows = await ctx.services.database.db
    .select({ row: webhooks, hasSecret: hasSecretOf })
    .from(webhooks)
    .where(
      and(
        eq(webhooks.workspaceId, ctx.workspaceId),
        after === undefined ? undefined : lt(webhooks.id, uuidOf('whk', after) ?? ''),
        status && eq(webhooks.status, status),
        campaignId === undefined ? undefined : eq(webhooks.campaignId, campaignId),
        eventType === undefined ? undefined : takes(ctx, eventType),
        pattern === undefined
          ? undefined
          : or(ilike(webhooks.name, pattern), ilike(webhooks.description, pattern), raw`webhooks.request ->> 'urls' ILIKE ${pattern}`),
      ),
    )
    .orderBy(desc(webhooks.id))
    .limit(input.limit + 1)
  const items = rows.map(({ row, hasSecret }) => toWebhook(row, { hasSecret }))
  return toPage(items, { list: 'webhooks', input }, { item: (webhook) => webhook, key: (webhook) => [webhook.id] })
}

/** By its name, by its group, or as one of all. */
function takes({ workspaceId }: Ctx, eventType: string) {
  return raw`webhooks.event_types && ARRAY[${eventType}, '*', (
    SELECT event_group || '/*' FROM event_types WHERE workspace_id = ${workspaceId} AND name = ${eventType})]::text[]`
}
