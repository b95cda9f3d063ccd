import type { HeldReason } from '@hookline/schema'
import type { Sql, Tx } from '../db/client.ts'

/** Which owed deliveries are cancelled; one under way may still arrive, its result is then not written. */
export interface CancelFilter {
  workspaceId: number
  id?: string
  sourceId?: string
}

/** Moves owed deliveries to the history as `cancelled`, never to be sent. Out: how many. */
export function cancelOwed(sql: Sql | Tx, filter: CancelFilter): Promise<number> {
  return cancelWhere(
    sql,
    sql`
      workspace_id = ${filter.workspaceId}
      ${filter.id === undefined ? sql`` : sql`AND id = ${filter.id}::uuid`}
      ${filter.sourceId === undefined ? sql`` : sql`AND source_id = ${filter.sourceId}::uuid`}`,
  )
}

/** Rows of one statement, so that a large backlog is worked off without holding locks for long. */
const stepRows = 5000

/** Cancels what is held for a reason, made before `beforeId` if given. Out: how many. */
export async function cancelHeld(
  sql: Sql,
  { workspaceId, reason, beforeId }: { workspaceId: number; reason: HeldReason; beforeId: string | undefined },
): Promise<number> {
  for (let total = 0; ; ) {
    const count = await cancelWhere(
      sql,
      sql`(workspace_id, id) IN (
        SELECT workspace_id, id FROM queue
        WHERE due_at IS NULL AND workspace_id = ${workspaceId} AND held_reason = ${reason}
          ${beforeId === undefined ? sql`` : sql`AND id < ${beforeId}::uuid`}
        LIMIT ${stepRows} FOR UPDATE SKIP LOCKED)`,
    )
    total += count
    if (count < stepRows) return total
  }
}

async function cancelWhere(sql: Sql | Tx, condition: ReturnType<Sql>): Promise<number> {
  const rows = await sql`
    WITH gone AS (DELETE FROM queue WHERE ${condition} RETURNING *)
    INSERT INTO deliveries (
      workspace_id, id, message_id, event_id, event_type, user_id, campaign_id, source_kind, source_id, node_id, version,
      endpoint_id, method, url, headers, secret_headers, body, attempts, resent_from, status, last_status, finished_at)
    SELECT
      workspace_id, id, message_id, event_id, event_type, user_id, campaign_id, source_kind, source_id, node_id, version,
      endpoint_id, method, url, headers, secret_headers, body, attempts, resent_from, 'cancelled', last_status, now()
    FROM gone`
  return rows.count
}
