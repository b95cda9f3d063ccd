import type { DeliveryQuery, DeliverySummary, Page } from '@hookline/schema'
import type { Ctx } from '../context.ts'
import { readUser } from '../users/read.ts'
import { listDeliveries } from './list.ts'

type Input = DeliveryQuery & { userId: string }

/** Everything that was sent about a user, the newest first. */
export async function listUserDeliveries({ ctx, input }: { ctx: Ctx; input: Input }): Promise<Page<DeliverySummary>> {
  await readUser({ ctx, input })
  return listDeliveries({ ctx, input })
}
