import type { Campaign, campaignInputSchema } from '@hookline/schema'
import type { z } from 'zod'
import { recordAudit } from '../audit/record.ts'
import type { Ctx } from '../context.ts'
import { campaigns } from '../db/schema/index.ts'
import { newUuid } from '../ids.ts'
import { bumpGeneration } from '../live/bump.ts'
import { conflict } from '../service-error.ts'
import { findCampaign } from './find.ts'

/** Makes a campaign; its id may be the caller's own. */
export async function createCampaign({ ctx, input }: { ctx: Ctx; input: z.output<typeof campaignInputSchema> }): Promise<Campaign> {
  const { services, workspaceId } = ctx
  const now = new Date(services.clock.now())
  const id = input.id ?? `cmp_${newUuid(now.getTime()).replaceAll('-', '')}`
  return services.database.db.transaction(async (tx) => {
    const [row] = await tx
      .insert(campaigns)
      .values({ workspaceId, id, name: input.name, createdAt: now, updatedAt: now })
      .onConflictDoNothing()
      .returning()
    if (!row) throw conflict(`There is a campaign "${id}" already.`)
    await recordAudit(tx, ctx, { action: 'campaign.create', targetKind: 'campaign', targetId: id, detail: { name: input.name } })
    await bumpGeneration(tx, workspaceId)
    return findCampaign(tx, ctx, id)
  })
}
