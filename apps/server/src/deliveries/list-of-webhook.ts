import type { DeliveryQuery, DeliverySummary, Page } from '@hookline/schema'
import { and, eq } from 'drizzle-orm'
import type { Ctx } from '../context.ts'
import { webhooks } from '../db/schema/index.ts'
import { publicId, uuidOf } from '../ids.ts'
import { notFound } from '../service-error.ts'
import { listDeliveries } from './list.ts'

type Input = DeliveryQuery & { id: string }

/** Everything that a webhook (its id or hookId) sent, the newest first. */
export async function listWebhookDeliveries({ ctx, input }: { ctx: Ctx; input: Input }): Promise<Page<DeliverySummary>> {
  const uuid = uuidOf('whk', input.id)
  const [row] = await ctx.services.database.db
    .select({ id: webhooks.id })
    .from(webhooks)
    .where(and(eq(webhooks.workspaceId, ctx.workspaceId), uuid === null ? eq(webhooks.hookId, input.id) : eq(webhooks.id, uuid)))
  if (!row) throw notFound('webhook', input.id)
  return listDeliveries({ ctx, input: { ...input, webhookId: publicId('whk', row.id) } })
}
