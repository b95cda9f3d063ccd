import type { Graph } from '@hookline/schema'
import { and, eq, isNull } from 'drizzle-orm'
import type { Ctx } from '../context.ts'
import { automations, automationVersions } from '../db/schema/index.ts'
import { uuidOf } from '../ids.ts'
import type { DbOrTx } from '../live/bump.ts'
import { notFound } from '../service-error.ts'
import type { AutomationRow } from './row.ts'

export type VersionRow = typeof automationVersions.$inferSelect

/** An automation and the version that is published of it. */
export interface FoundAutomation {
  row: AutomationRow
  published: VersionRow | null
}

/** Finds an automation by its public id (404 where there is none); `lock` keeps others from changing it meanwhile. */
export async function findAutomation(tx: DbOrTx, ctx: Ctx, { id, lock = false }: { id: string; lock?: boolean }): Promise<FoundAutomation> {
  const uuid = uuidOf('aut', id)
  if (uuid === null) throw notFound('automation', id)
  const query = tx
    .select()
    .from(automations)
    .where(and(eq(automations.workspaceId, ctx.workspaceId), eq(automations.id, uuid), isNull(automations.deletedAt)))
  const [row] = await (lock ? query.for('update') : query)
  if (!row) throw notFound('automation', id)
  return { row, published: row.publishedVersion === null ? null : await findVersion(tx, row, row.publishedVersion) }
}

/** One published version; 404 where there is none. */
export async function findVersion(tx: DbOrTx, row: Pick<AutomationRow, 'workspaceId' | 'id'>, version: number): Promise<VersionRow> {
  const [found] = await tx
    .select()
    .from(automationVersions)
    .where(
      and(
        eq(automationVersions.workspaceId, row.workspaceId),
        eq(automationVersions.automationId, row.id),
        eq(automationVersions.version, version),
      ),
    )
  if (!found) throw notFound('version', String(version))
  return found
}

/** The published graph, or null where nothing was ever published. */
export function publishedGraph({ published }: FoundAutomation): Graph | null {
  return published?.graph ?? null
}
