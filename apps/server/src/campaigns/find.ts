import type { Campaign } from '@hookline/schema'
import { and, eq } from 'drizzle-orm'
import type { Ctx } from '../context.ts'
import { campaigns } from '../db/schema/index.ts'
import type { DbOrTx } from '../live/bump.ts'
import { notFound } from '../service-error.ts'
import { countUsers, toCampaign } from './row.ts'

/** Finds a campaign by its id (404 where there is none). */
export async function findCampaign(tx: DbOrTx, { workspaceId }: Ctx, id: string): Promise<Campaign> {
  const [found] = await tx
    .select({ row: campaigns, ...countUsers })
    .from(campaigns)
    .where(and(eq(campaigns.workspaceId, workspaceId), eq(campaigns.id, id)))
  if (!found) throw notFound('campaign', id)
  return toCampaign(found)
}
