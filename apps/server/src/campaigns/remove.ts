import { and, eq } from 'drizzle-orm'
import { recordAudit } from '../audit/record.ts'
import type { Ctx } from '../context.ts'
import { campaigns } from '../db/schema/index.ts'
import { bumpGeneration } from '../live/bump.ts'
import { notFound } from '../service-error.ts'

/** Removes a campaign's name; events that carry its id keep it. */
export async function removeCampaign({ ctx, input }: { ctx: Ctx; input: { id: string } }): Promise<void> {
  await ctx.services.database.db.transaction(async (tx) => {
    const [row] = await tx
      .delete(campaigns)
      .where(and(eq(campaigns.workspaceId, ctx.workspaceId), eq(campaigns.id, input.id)))
      .returning()
    if (!row) throw notFound('campaign', input.id)
    await recordAudit(tx, ctx, { action: 'campaign.remove', targetKind: 'campaign', targetId: row.id, detail: { name: row.name } })
    await bumpGeneration(tx, ctx.workspaceId)
  })
}
