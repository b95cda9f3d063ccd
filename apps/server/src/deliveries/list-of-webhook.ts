import type { DeliveryQuery, DeliverySummary, Page } from '@hookline/schema'
import type { Ctx } from '../context.ts'
import { publicId } from '../ids.ts'
import { findWebhook } from '../webhooks/find.ts'
import { listDeliveries } from './list.ts'

type Input = DeliveryQuery & { id: string }

/** Everything that a webhook (its id or hookId) sent, the newest first. */
export async function listWebhookDeliveries({ ctx, input }: { ctx: Ctx; input: Input }): Promise<Page<DeliverySummary>> {
  const { row } = await findWebhook(ctx.services.database.db, ctx, input)
  return listDeliveries({ ctx, input: { ...input, webhookId: publicId('whk', row.id) } })
}
