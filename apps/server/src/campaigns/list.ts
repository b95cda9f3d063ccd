import type { Campaign, Page, PageQuery } from '@hookline/schema'
import { and, asc, eq, gt } from 'drizzle-orm'
import type { Ctx } from '../context.ts'
import { campaigns } from '../db/schema/index.ts'
import { decodeCursor, isTextKey, toPage } from '../page.ts'
import { toCampaign } from './row.ts'

/** Campaigns by their ids. */
export async function listCampaigns({ ctx, input }: { ctx: Ctx; input: PageQuery }): Promise<Page<Campaign>> {
  const [after] = decodeCursor(input.cursor, 1, isTextKey) ?? []
  const rows = await ctx.services.database.db
    .select()
    .from(campaigns)
    .where(and(eq(campaigns.workspaceId, ctx.workspaceId), after === undefined ? undefined : gt(campaigns.id, after)))
    .orderBy(asc(campaigns.id))
    .limit(input.limit + 1)
  return toPage(rows, input.limit, { item: toCampaign, key: (row) => [row.id] })
}
