import type { Ctx } from '../context.ts'
import { findWebhook } from './find.ts'
import { toAnswer, type WebhookAnswer } from './row.ts'

/** A webhook by its id or by its hookId. */
export async function readWebhook({ ctx, input }: { ctx: Ctx; input: { id: string } }): Promise<WebhookAnswer> {
  const { row, hasSecret } = await findWebhook(ctx.services.database.db, ctx, input)
  return toAnswer(row, { hasSecret })
}
