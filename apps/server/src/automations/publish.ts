import type { Definition } from '@hookline/engine'
import type { Diagnostic } from '@hookline/schema'
import { and, eq } from 'drizzle-orm'
import { recordAudit } from '../audit/record.ts'
import { ensureCounters } from '../behaviour/ensure.ts'
import type { Ctx } from '../context.ts'
import { automations, automationVersions } from '../db/schema/index.ts'
import { ensureEndpoints } from '../endpoints/ensure.ts'
import { etagOf } from '../if-match.ts'
import type { DbOrTx } from '../live/bump.ts'
import { changeLive } from '../live/change.ts'
import { loadChecks } from '../requests/load-checks.ts'
import { retireSecrets } from '../secrets/prune.ts'
import { draftSecretNames } from '../secrets/take-draft-secrets.ts'
import { compileDraft, notPublishable } from './compile-draft.ts'
import { type FoundAutomation, findAutomation } from './find.ts'
import { sameGraph } from './same-graph.ts'
import { graphsUnderWay } from './versions-under-way.ts'

export interface PublishedAnswer {
  published: { version: number; diagnostics: Diagnostic[] }
  etag: string
}

/**
 * Makes the draft live as the next version; events sent after the answer are judged by it.
 * A draft that says what is published already makes no new version. Publishing a paused automation makes it active.
 */
export async function publishAutomation({ ctx, input }: { ctx: Ctx; input: { id: string } }): Promise<PublishedAnswer> {
  const checks = await loadChecks(ctx)
  return changeLive(ctx, async (tx) => {
    const found = await findAutomation(tx, ctx, { id: input.id, lock: true })
    const { row, published } = found
    const { definition, diagnostics } = compileDraft(row, row.draft, checks)
    if (!definition) throw notPublishable(diagnostics)
    const answer = (version: number): PublishedAnswer => ({ published: { version, diagnostics }, etag: etagOf(row) })
    const isNew = published === null || !sameGraph(published.graph, row.draft)
    if (!isNew && row.status === 'active') return answer(published.version)
    const version = isNew ? (published?.version ?? 0) + 1 : published.version
    if (isNew) await storeVersion(tx, ctx, { found, version, definition })
    await ensureCounters(tx, ctx, definition)
    await tx
      .update(automations)
      .set({ status: 'active', publishedVersion: version })
      .where(and(eq(automations.workspaceId, ctx.workspaceId), eq(automations.id, row.id)))
    await recordAudit(tx, ctx, {
      action: isNew ? 'automation.publish' : 'automation.resume',
      targetKind: 'automation',
      targetId: input.id,
      detail: { name: row.name, version },
    })
    return answer(version)
  })
}

async function storeVersion(
  tx: DbOrTx,
  ctx: Ctx,
  { found, version, definition }: { found: FoundAutomation; version: number; definition: Definition },
): Promise<void> {
  const { row } = found
  await tx.insert(automationVersions).values({
    ...{ workspaceId: ctx.workspaceId, automationId: row.id, version, graph: row.draft, definition },
    publishedAt: new Date(ctx.services.clock.now()),
    publishedBy: ctx.actor.name,
  })
  const places = definition.blocks.flatMap((block) => ('request' in block ? [{ nodeId: block.id, urls: block.request.urls }] : []))
  await ensureEndpoints(tx, ctx, { sourceKind: 'automation', sourceId: row.id, places })
  const graphs = [row.draft, ...(await graphsUnderWay(tx, found))]
  const nodeIds = graphs.flatMap(({ nodes }) => nodes.map((node) => node.id))
  await retireSecrets(tx, ctx, { sourceId: row.id, used: graphs.flatMap(draftSecretNames), nodeIds })
}
