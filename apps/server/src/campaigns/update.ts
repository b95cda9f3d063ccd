import type { Campaign, campaignPatchSchema } from '@hookline/schema'
import { and, eq } from 'drizzle-orm'
import type { z } from 'zod'
import { recordAudit } from '../audit/record.ts'
import type { Ctx } from '../context.ts'
import { campaigns } from '../db/schema/index.ts'
import { bumpGeneration } from '../live/bump.ts'
import { notFound } from '../service-error.ts'
import { findCampaign } from './find.ts'

type CampaignPatch = z.output<typeof campaignPatchSchema>

export async function updateCampaign({ ctx, input }: { ctx: Ctx; input: { id: string; patch: CampaignPatch } }): Promise<Campaign> {
  const { services, workspaceId } = ctx
  return services.database.db.transaction(async (tx) => {
    const [row] = await tx
      .update(campaigns)
      .set({ ...(input.patch.name === undefined ? {} : { name: input.patch.name }), updatedAt: new Date(services.clock.now()) })
      .where(and(eq(campaigns.workspaceId, workspaceId), eq(campaigns.id, input.id)))
      .returning()
    if (!row) throw notFound('campaign', input.id)
    await recordAudit(tx, ctx, { action: 'campaign.update', targetKind: 'campaign', targetId: row.id, detail: { name: row.name } })
    await bumpGeneration(tx, workspaceId)
    return findCampaign(tx, ctx, row.id)
  })
}
