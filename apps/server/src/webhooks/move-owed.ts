import { and, eq } from 'drizzle-orm'
import type { Ctx } from '../context.ts'
import { webhooks } from '../db/schema/index.ts'
import { holdOwed, releaseHeld } from '../queue/hold.ts'

type Status = (typeof webhooks.$inferSelect)['status']

/**
 * Holds what a webhook owes where it is inactive, lets it go on where it is active.
 * Two changes that come at once may finish in either order: the status is read again until it is the one that was acted on.
 */
export async function moveOwed(ctx: Ctx, id: string): Promise<void> {
  const { services, workspaceId } = ctx
  const filter = { workspaceId, sourceId: id }
  let done: Status | undefined
  for (let status = await statusOf(ctx, id); status !== done; status = await statusOf(ctx, id)) {
    if (status === 'inactive') await holdOwed(services.database.sql, filter, 'webhook-inactive')
    if (status === 'active') await releaseHeld(services.database.sql, { ...filter, reason: 'webhook-inactive' })
    done = status
  }
  services.deliver?.wake()
  services.topics.changed(['deliveries'])
}

/** Undefined where the webhook was removed meanwhile; its deliveries are cancelled then. */
async function statusOf({ services, workspaceId }: Ctx, id: string): Promise<Status | undefined> {
  const [row] = await services.database.db
    .select({ status: webhooks.status })
    .from(webhooks)
    .where(and(eq(webhooks.workspaceId, workspaceId), eq(webhooks.id, id)))
  return row?.status
}
