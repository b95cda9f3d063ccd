import type { Webhook } from '@hookline/schema'
import type { Ctx } from '../context.ts'
import { findWebhook } from './find.ts'
import { toWebhook } from './row.ts'

/** A webhook by its id or by its hookId. */
export async function readWebhook({ ctx, input }: { ctx: Ctx; input: { id: string } }): Promise<Webhook> {
  const { row, hasSecret } = await findWebhook(ctx.services.database.db, ctx, input)
  return toWebhook(row, { hasSecret })
}
