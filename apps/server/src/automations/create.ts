import type { AutomationInput } from '@hookline/schema'
import { recordAudit } from '../audit/record.ts'
import { requireCampaign } from '../campaigns/require.ts'
import type { Ctx } from '../context.ts'
import { automations } from '../db/schema/index.ts'
import { newUuid, publicId } from '../ids.ts'
import { showSigning, takeDraftSecrets } from '../secrets/take-draft-secrets.ts'
import { writeSecrets } from '../secrets/write.ts'
import { invalidFields } from '../service-error.ts'
import { type AutomationAnswer, toAnswer } from './row.ts'

/** Makes an automation with its first draft; nothing of it is live before it is published. */
export async function createAutomation({ ctx, input }: { ctx: Ctx; input: AutomationInput }): Promise<AutomationAnswer> {
  const now = new Date(ctx.services.clock.now())
  const id = newUuid(now.getTime())
  const { draft, changes, errors } = takeDraftSecrets(input.draft, { stored: new Map(), before: null })
  if (errors.length > 0) throw invalidFields(errors)
  return ctx.services.database.db.transaction(async (tx) => {
    await requireCampaign(tx, ctx, input.campaignId ?? null)
    const { kind, name, description, campaignId = null } = input
    const [row] = await tx
      .insert(automations)
      .values({
        ...{ workspaceId: ctx.workspaceId, id, kind, name, description, campaignId, draft },
        ...{ createdAt: now, updatedAt: now, updatedBy: ctx.actor.name },
      })
      .returning()
    if (!row) throw new Error('an insert returned no row')
    await writeSecrets(tx, ctx, { sourceId: id, changes })
    await recordAudit(tx, ctx, {
      action: 'automation.create',
      targetKind: 'automation',
      targetId: publicId('aut', id),
      detail: { name, kind },
    })
    return toAnswer({ ...row, draft: showSigning(row.draft, changes) }, null)
  })
}
