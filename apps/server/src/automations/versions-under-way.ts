import { waitsAt } from '@hookline/engine'
import type { Graph } from '@hookline/schema'
import { and, eq, inArray, sql as raw } from 'drizzle-orm'
import { automationVersions, waitingRuns } from '../db/schema/index.ts'
import type { DbOrTx } from '../live/bump.ts'
import type { FoundAutomation } from './find.ts'

/**
 * The graphs of the versions on which runs wait, or may come to wait: those of the version that is published are begun by
 * batches under way.
 */
export async function graphsUnderWay(tx: DbOrTx, { row, published }: FoundAutomation): Promise<Graph[]> {
  const { workspaceId, id } = row
  const waiting = await tx
    .select({ version: raw<number>`DISTINCT ${waitingRuns.version}` })
    .from(waitingRuns)
    .where(and(eq(waitingRuns.workspaceId, workspaceId), eq(waitingRuns.automationId, id)))
  const earlier = waiting.map(({ version }) => version).filter((version) => version !== published?.version)
  const isOfIt = and(eq(automationVersions.workspaceId, workspaceId), eq(automationVersions.automationId, id))
  const rows =
    earlier.length === 0
      ? []
      : await tx
          .select({ graph: automationVersions.graph })
          .from(automationVersions)
          .where(and(isOfIt, inArray(automationVersions.version, earlier)))
  const mayWait = published?.graph.nodes.some(({ type }) => waitsAt(type)) === true
  return [...rows.map(({ graph }) => graph), ...(published && mayWait ? [published.graph] : [])]
}
