import { and, eq, isNull } from 'drizzle-orm'
import { recordAudit } from '../audit/record.ts'
import type { Ctx } from '../context.ts'
import { automations, secrets } from '../db/schema/index.ts'
import { newUuid, publicId } from '../ids.ts'
import type { DbOrTx } from '../live/bump.ts'
import { draftSecretNames } from '../secrets/take-draft-secrets.ts'
import { findAutomation } from './find.ts'
import { type AutomationAnswer, type AutomationRow, toAnswer } from './row.ts'

const nameMax = 200
const suffix = ' (copy)'

/** Makes a copy of an automation as it is drawn now: a draft of its own, with the secrets that the drawing speaks of. */
export async function duplicateAutomation({ ctx, input }: { ctx: Ctx; input: { id: string } }): Promise<AutomationAnswer> {
  const now = new Date(ctx.services.clock.now())
  return ctx.services.database.db.transaction(async (tx) => {
    const { row: from } = await findAutomation(tx, ctx, { id: input.id, lock: true })
    const { workspaceId, kind, description, campaignId, draft } = from
    const id = newUuid(now.getTime())
    const name = `${from.name.slice(0, nameMax - suffix.length).replace(/[\uD800-\uDBFF]$/, '')}${suffix}`
    const [row] = await tx
      .insert(automations)
      .values({
        ...{ workspaceId, id, kind, name, description, campaignId, draft },
        ...{ createdAt: now, updatedAt: now, updatedBy: ctx.actor.name },
      })
      .returning()
    if (!row) throw new Error('an insert returned no row')
    await copySecrets(tx, ctx, { from, to: row })
    await recordAudit(tx, ctx, {
      ...{ action: 'automation.create', targetKind: 'automation', targetId: publicId('aut', id) },
      detail: { name, kind, copyOf: input.id },
    })
    return toAnswer(row, null)
  })
}

/** They stay sealed: whoever copies does not see them. Who may draw the copy may send them elsewhere, as with the original. */
async function copySecrets(tx: DbOrTx, ctx: Ctx, { from, to }: { from: AutomationRow; to: AutomationRow }): Promise<void> {
  const used = draftSecretNames(from.draft)
  if (used.length === 0) return
  const stored = await tx
    .select({ nodeId: secrets.nodeId, name: secrets.name, sealed: secrets.sealed })
    .from(secrets)
    .where(and(eq(secrets.workspaceId, from.workspaceId), eq(secrets.sourceId, from.id), isNull(secrets.expiresAt)))
  const copied = stored.filter(({ nodeId, name }) => used.some((secret) => secret.nodeId === nodeId && secret.name === name))
  if (copied.length === 0) return
  const nowMs = ctx.services.clock.now()
  await tx.insert(secrets).values(copied.map((secret) => ({ ...secret, workspaceId: to.workspaceId, sourceId: to.id, id: newUuid(nowMs) })))
}
