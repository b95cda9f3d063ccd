import type { AutomationPatch, JsonObject } from '@hookline/schema'
import { and, eq } from 'drizzle-orm'
import { recordAudit } from '../audit/record.ts'
import { requireCampaign } from '../campaigns/require.ts'
import type { Ctx } from '../context.ts'
import { automations } from '../db/schema/index.ts'
import { requireMatch } from '../if-match.ts'
import { bumpGeneration, type DbOrTx } from '../live/bump.ts'
import { storedSecrets } from '../secrets/stored.ts'
import { draftSecretNames, showSigning, takeDraftSecrets } from '../secrets/take-draft-secrets.ts'
import type { SecretChange } from '../secrets/take-secrets.ts'
import { writeSecrets } from '../secrets/write.ts'
import { invalidFields } from '../service-error.ts'
import { type FoundAutomation, findAutomation, publishedGraph } from './find.ts'
import { type AutomationAnswer, toAnswer } from './row.ts'

export interface AutomationUpdate {
  id: string
  patch: AutomationPatch
  /** The `If-Match` header: the ETag that the caller's copy has. */
  ifMatch?: string | undefined
}

/**
 * Changes an automation's draft, name, description or campaign; the version that is live stays as it is.
 * A draft is saved whatever is wrong with its drawing. A secret that it sets is used by the live version too, at once.
 */
export async function updateAutomation({ ctx, input }: { ctx: Ctx; input: AutomationUpdate }): Promise<AutomationAnswer> {
  const { database, live } = ctx.services
  const { answer, isLive } = await database.db.transaction((tx) => updateInTransaction(tx, ctx, input))
  if (isLive) await live.refresh()
  return answer
}

async function updateInTransaction(tx: DbOrTx, ctx: Ctx, { id, patch, ifMatch }: AutomationUpdate) {
  const found = await findAutomation(tx, ctx, { id, lock: true })
  requireMatch({ ifMatch, row: found.row, what: 'automation', updatedBy: found.row.updatedBy })
  const { draft: given, ...rest } = patch
  if (rest.campaignId !== undefined && rest.campaignId !== found.row.campaignId) await requireCampaign(tx, ctx, rest.campaignId)
  const taken = given && (await takeSecrets(tx, ctx, { found, given }))
  const [row] = await tx
    .update(automations)
    .set({
      ...definedOf(rest),
      ...(taken && { draft: taken.draft }),
      revision: found.row.revision + 1,
      updatedAt: new Date(ctx.services.clock.now()),
      updatedBy: ctx.actor.name,
    })
    .where(and(eq(automations.workspaceId, ctx.workspaceId), eq(automations.id, found.row.id)))
    .returning()
  if (!row) throw new Error('an update returned no row')
  const changes = taken?.changes ?? []
  await writeSecrets(tx, ctx, { sourceId: row.id, changes })
  const detail: JsonObject = { name: row.name, changed: Object.keys(patch), ...(changes.length > 0 && { secretsChanged: changes.length }) }
  await recordAudit(tx, ctx, { action: 'automation.update', targetKind: 'automation', targetId: id, detail })
  // A draft alone is nobody's business but its editors': definitions are read again for what is live.
  const isLive = changes.length > 0 || rest.name !== undefined || rest.campaignId !== undefined
  if (isLive) await bumpGeneration(tx, ctx.workspaceId)
  return { answer: toAnswer({ ...row, draft: showSigning(row.draft, changes) }, publishedGraph(found)), isLive }
}

async function takeSecrets(
  tx: DbOrTx,
  ctx: Ctx,
  { found, given }: { found: FoundAutomation; given: NonNullable<AutomationPatch['draft']> },
) {
  const { row, published } = found
  const stored = await storedSecrets(tx, ctx, row.id)
  const { draft, changes, errors } = takeDraftSecrets(given, { stored, before: row.draft })
  if (errors.length > 0) throw invalidFields(errors)
  const live = published ? draftSecretNames(published.graph) : []
  const isLive = ({ nodeId, name }: SecretChange) => live.some((used) => used.nodeId === nodeId && used.name === name)
  // What the published version signs with goes when the draft that gave it up is published.
  return { draft, changes: changes.filter((change) => change.value !== null || !isLive(change)) }
}

function definedOf({ name, description, campaignId }: Omit<AutomationPatch, 'draft'>) {
  return {
    ...(name !== undefined && { name }),
    ...(description !== undefined && { description }),
    ...(campaignId !== undefined && { campaignId }),
  }
}
