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
  const query = tx.select().from(automations).where(isAutomation(ctx, id))
  const [row] = await (lock ? query.for('update') : query)
  if (!row) throw notFound('automation', id)
  return { row, published: row.publishedVersion === null ? null : await findVersion(tx, row, row.publishedVersion) }
}

/** The key of an automation by its public id, without its graphs; 404 where there is none. */
export async function requireAutomation(tx: DbOrTx, ctx: Ctx, id: string): Promise<string> {
  const [row] = await tx.select({ id: automations.id }).from(automations).where(isAutomation(ctx, id))
  if (!row) throw notFound('automation', id)
  return row.id
}

function isAutomation({ workspaceId }: Ctx, id: string) {
  const uuid = uuidOf('aut', id)
  if (uuid === null) throw notFound('automation', id)
  return and(eq(automations.workspaceId, workspaceId), eq(automations.id, uuid), isNull(automations.deletedAt))
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
