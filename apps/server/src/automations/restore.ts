import type { Graph } from '@hookline/schema'
import { and, eq } from 'drizzle-orm'
import { recordAudit } from '../audit/record.ts'
import type { Ctx } from '../context.ts'
import { automations } from '../db/schema/index.ts'
import type { DbOrTx } from '../live/bump.ts'
import { storedSecrets } from '../secrets/stored.ts'
import { takeDraftSecrets } from '../secrets/take-draft-secrets.ts'
import { conflict } from '../service-error.ts'
import { type FoundAutomation, findAutomation, findVersion, publishedGraph } from './find.ts'
import { type AutomationAnswer, toAnswer } from './row.ts'

/** Puts a published version into the draft. Secrets that were removed since are missing in it, and have to be entered again. */
export async function restoreVersion({ ctx, input }: { ctx: Ctx; input: { id: string; version: number } }): Promise<AutomationAnswer> {
  return ctx.services.database.db.transaction(async (tx) => {
    const found = await findAutomation(tx, ctx, { id: input.id, lock: true })
    const { graph } = await findVersion(tx, found.row, input.version)
    return putIntoDraft(tx, ctx, { found, graph, action: 'automation.restore', version: input.version })
  })
}

/** Gives up what was drawn since the last publish. */
export async function discardDraft({ ctx, input }: { ctx: Ctx; input: { id: string } }): Promise<AutomationAnswer> {
  return ctx.services.database.db.transaction(async (tx) => {
    const found = await findAutomation(tx, ctx, { id: input.id, lock: true })
    const { published } = found
    if (published === null) throw conflict('This automation was never published: there is nothing to go back to. Change it, or remove it.')
    return putIntoDraft(tx, ctx, { found, graph: published.graph, action: 'automation.discard', version: published.version })
  })
}

interface PutIntoDraft {
  found: FoundAutomation
  graph: Graph
  action: string
  version: number
}

async function putIntoDraft(tx: DbOrTx, ctx: Ctx, { found, graph, action, version }: PutIntoDraft): Promise<AutomationAnswer> {
  const { id, revision, name } = found.row
  const { draft } = takeDraftSecrets(graph, { stored: await storedSecrets(tx, ctx, id), before: null })
  const [row] = await tx
    .update(automations)
    .set({ draft, revision: revision + 1, updatedAt: new Date(ctx.services.clock.now()), updatedBy: ctx.actor.name })
    .where(and(eq(automations.workspaceId, ctx.workspaceId), eq(automations.id, id)))
    .returning()
  if (!row) throw new Error('an update returned no row')
  const answer = toAnswer(row, publishedGraph(found))
  await recordAudit(tx, ctx, { action, targetKind: 'automation', targetId: answer.automation.id, detail: { name, version } })
  return answer
}
