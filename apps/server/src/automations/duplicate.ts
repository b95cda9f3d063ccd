import { recordAudit } from '../audit/record.ts'
import type { Ctx } from '../context.ts'
import { copyName } from '../copy-name.ts'
import { automations } from '../db/schema/index.ts'
import { newUuid, publicId } from '../ids.ts'
import { copySecrets } from '../secrets/copy.ts'
import { draftSecretNames } from '../secrets/take-draft-secrets.ts'
import { findAutomation } from './find.ts'
import { type AutomationAnswer, toAnswer } from './row.ts'

/**
 * Makes a copy of an automation as it is drawn now: a draft of its own, with the secrets that the drawing speaks of. Who may
 * draw the copy may send them elsewhere, as with the original.
 */
export async function duplicateAutomation({ ctx, input }: { ctx: Ctx; input: { id: string } }): Promise<AutomationAnswer> {
  const now = new Date(ctx.services.clock.now())
  return ctx.services.database.db.transaction(async (tx) => {
    const { row: from } = await findAutomation(tx, ctx, { id: input.id, lock: true })
    const { workspaceId, kind, description, campaignId, draft } = from
    const id = newUuid(now.getTime())
    const name = copyName(from.name)
    const [row] = await tx
      .insert(automations)
      .values({
        ...{ workspaceId, id, kind, name, description, campaignId, draft },
        ...{ createdAt: now, updatedAt: now, updatedBy: ctx.actor.name },
      })
      .returning()
    if (!row) throw new Error('an insert returned no row')
    await copySecrets(tx, ctx, { fromId: from.id, toId: id, used: draftSecretNames(from.draft) })
    await recordAudit(tx, ctx, {
      ...{ action: 'automation.create', targetKind: 'automation', targetId: publicId('aut', id) },
      detail: { name, kind, copyOf: input.id },
    })
    return toAnswer(row, null)
  })
}
