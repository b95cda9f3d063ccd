import type { HeldReason } from '@hookline/schema'
import type { PendingQuery, Row } from 'postgres'
import { plainArray } from '../db/array-literal.ts'
import type { Sql, Tx } from '../db/client.ts'
import { countDone, countedColumns } from './count-done.ts'

// Owed deliveries move to the history as `cancelled`, never to be sent; one under way may still arrive, its result is
// then not written.

/** A part of a statement, whatever rows it would give. */
type Fragment = PendingQuery<Row[]>

/** Cancels one delivery. Out: whether it was owed. */
export async function cancelOne(sql: Sql | Tx, { workspaceId, id }: { workspaceId: number; id: string }): Promise<boolean> {
  return (await cancelWhere(sql, sql`workspace_id = ${workspaceId} AND id = ${id}::uuid`)) > 0
}

/** Rows of one statement, so that a large backlog is worked off without holding locks for long. */
const stepRows = 5000

/** Cancels what a source that was removed owes, but for what is under way. Out: how many. */
export function cancelOfSource(sql: Sql, { workspaceId, sourceId }: { workspaceId: number; sourceId: string }): Promise<number> {
  return cancelInSteps(sql, sql`workspace_id = ${workspaceId} AND source_id = ${sourceId}::uuid`)
}

interface HeldFilter {
  workspaceId: number
  sourceId?: string
  reason: HeldReason
  beforeId: string | undefined
}

/** Cancels what is held for a reason, in the workspace or of one source, made before `beforeId` if given. Out: how many. */
export function cancelHeld(sql: Sql, { workspaceId, sourceId, reason, beforeId }: HeldFilter): Promise<number> {
  return cancelInSteps(
    sql,
    sql`due_at IS NULL AND workspace_id = ${workspaceId} AND held_reason = ${reason}
      ${sourceId === undefined ? sql`` : sql`AND source_id = ${sourceId}::uuid`}
      ${beforeId === undefined ? sql`` : sql`AND id < ${beforeId}::uuid`}`,
  )
}

/** Cancels what is held for an endpoint's own reasons, made before `beforeId` if given. Out: how many. */
export function cancelHeldOfEndpoint(
  sql: Sql,
  { workspaceId, endpointId, beforeId }: { workspaceId: number; endpointId: string; beforeId: string | undefined },
): Promise<number> {
  return cancelInSteps(
    sql,
    sql`due_at IS NULL AND workspace_id = ${workspaceId} AND endpoint_id = ${endpointId}::uuid
      AND held_reason IN ('breaker-open', 'endpoint-paused')
      ${beforeId === undefined ? sql`` : sql`AND id < ${beforeId}::uuid`}`,
  )
}

/** Cancels what is owed by a source that is no more, and leased by nobody. Out: how many. */
export function cancelSourceless(sql: Sql): Promise<number> {
  return cancelInSteps(sql, sql`due_at IS DISTINCT FROM 'infinity' AND ${sourceIsGone(sql)}`)
}

/** Cancels those of these deliveries whose source is no more, whoever leases them. Out: how many. */
export function cancelSourcelessOf(sql: Sql, ids: readonly string[]): Promise<number> {
  return cancelWhere(sql, sql`id = ANY (${plainArray(ids)}::uuid[]) AND ${sourceIsGone(sql)}`)
}

function sourceIsGone(sql: Sql) {
  return sql`
    NOT EXISTS (SELECT FROM webhooks WHERE webhooks.workspace_id = queue.workspace_id AND webhooks.id = queue.source_id)
    AND NOT EXISTS (
      SELECT FROM automations
      WHERE automations.workspace_id = queue.workspace_id AND automations.id = queue.source_id AND deleted_at IS NULL)`
}

async function cancelInSteps(sql: Sql, condition: Fragment): Promise<number> {
  for (let total = 0; ; ) {
    const step = sql`id = ANY (ARRAY(SELECT id FROM queue WHERE ${condition} LIMIT ${stepRows} FOR UPDATE SKIP LOCKED))`
    const count = await cancelWhere(sql, step)
    total += count
    if (count < stepRows) return total
  }
}

async function cancelWhere(sql: Sql | Tx, condition: Fragment): Promise<number> {
  const rows = await sql`
    WITH gone AS (DELETE FROM queue WHERE ${condition} RETURNING *), history AS (
      INSERT INTO deliveries (
        workspace_id, id, message_id, event_id, event_type, user_id, campaign_id, source_kind, source_id, node_id, version,
        endpoint_id, method, url, headers, secret_headers, body, attempts, resent_from, status, last_status, finished_at)
      SELECT
        workspace_id, id, message_id, event_id, event_type, user_id, campaign_id, source_kind, source_id, node_id, version,
        endpoint_id, method, url, headers, secret_headers, body, attempts, resent_from, 'cancelled', last_status, now()
      FROM gone
      RETURNING ${countedColumns(sql)}
    ), counted AS (${countDone(sql, 'history')})
    SELECT FROM history`
  return rows.count
}
