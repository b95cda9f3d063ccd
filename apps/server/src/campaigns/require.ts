import { and, eq } from 'drizzle-orm'
import type { Ctx } from '../context.ts'
import { campaigns } from '../db/schema/index.ts'
import type { DbOrTx } from '../live/bump.ts'
import { invalidField } from '../service-error.ts'

/** Refuses the id of a campaign that does not exist (422); null is none and fine. */
export async function requireCampaign(tx: DbOrTx, { workspaceId }: Ctx, campaignId: string | null): Promise<void> {
  if (campaignId === null) return
  const [row] = await tx
    .select({ id: campaigns.id })
    .from(campaigns)
    .where(and(eq(campaigns.workspaceId, workspaceId), eq(campaigns.id, campaignId)))
  if (!row) throw invalidField('campaignId', 'campaign.unknown', `there is no campaign "${campaignId}": make it with POST /v1/campaigns`)
}
