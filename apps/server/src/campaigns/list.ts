import type { Campaign, campaignQuerySchema, Page, PageQuery } from '@hookline/schema'
import { and, asc, eq, gt, ilike, or } from 'drizzle-orm'
import type { z } from 'zod'
import type { Ctx } from '../context.ts'
import { likePattern } from '../db/like-pattern.ts'
import { campaigns } from '../db/schema/index.ts'
import { decodeCursor, isTextKey, toPage } from '../page.ts'
import { countUsers, toCampaign } from './row.ts'

type Input = PageQuery & z.output<typeof campaignQuerySchema>

/** Campaigns by their ids; `q` is a part of an id or a name. */
export async function listCampaigns({ ctx, input }: { ctx: Ctx; input: Input }): Promise<Page<Campaign>> {
  const [after] = decodeCursor({ list: 'campaigns', input }, 1, isTextKey) ?? []
  const pattern = input.q === undefined ? undefined : likePattern(input.q)
  const rows = await ctx.services.database.db
    .select({ row: campaigns, ...countUsers })
    .from(campaigns)
    .where(
      and(
        eq(campaigns.workspaceId, ctx.workspaceId),
        after === undefined ? undefined : gt(campaigns.id, after),
        pattern === undefined ? undefined : or(ilike(campaigns.id, pattern), ilike(campaigns.name, pattern)),
      ),
    )
    .orderBy(asc(campaigns.id))
    .limit(input.limit + 1)
  return toPage(rows, { list: 'campaigns', input }, { item: toCampaign, key: ({ row }) => [row.id] })
}
