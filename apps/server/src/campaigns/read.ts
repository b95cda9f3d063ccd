import type { Campaign } from '@hookline/schema'
import type { Ctx } from '../context.ts'
import { findCampaign } from './find.ts'

export function readCampaign({ ctx, input }: { ctx: Ctx; input: { id: string } }): Promise<Campaign> {
  return findCampaign(ctx.services.database.db, ctx, input.id)
}
