import type { Campaign } from '@hookline/schema'
import { and, eq } from 'drizzle-orm'
import type { Ctx } from '../context.ts'
import { campaigns } from '../db/schema/index.ts'
import { notFound } from '../service-error.ts'
import { toCampaign } from './row.ts'

export async function readCampaign({ ctx, input }: { ctx: Ctx; input: { id: string } }): Promise<Campaign> {
  const [row] = await ctx.services.database.db
    .select()
    .from(campaigns)
    .where(and(eq(campaigns.workspaceId, ctx.workspaceId), eq(campaigns.id, input.id)))
  if (!row) throw notFound('campaign', input.id)
  return toCampaign(row)
}
