import type { HeldReason } from '@hookline/schema'
import type { Sql } from '../db/client.ts'

/** Which owed deliveries are cancelled; one under way may still arrive, its result is then not written. */
export interface CancelFilter {
  workspaceId: number
  id?: string
  sourceId?: string
  heldReason?: HeldReason
}

/** Moves owed deliveries to the history as `cancelled`, never to be sent. Out: how many. */
export async function cancelOwed(sql: Sql, filter: CancelFilter): Promise<number> {
  const rows = await sql`
    WITH gone AS (
      DELETE FROM queue
      WHERE workspace_id = ${filter.workspaceId}
        ${filter.id === undefined ? sql`` : sql`AND id = ${filter.id}::uuid`}
        ${filter.sourceId === undefined ? sql`` : sql`AND source_id = ${filter.sourceId}::uuid`}
        ${filter.heldReason === undefined ? sql`` : sql`AND due_at IS NULL AND held_reason = ${filter.heldReason}`}
      RETURNING *)
    INSERT INTO deliveries (
      workspace_id, id, message_id, event_id, event_type, user_id, campaign_id, source_kind, source_id, node_id, version,
      endpoint_id, method, url, headers, secret_headers, body, attempts, resent_from, status, last_status, finished_at)
    SELECT
      workspace_id, id, message_id, event_id, event_type, user_id, campaign_id, source_kind, source_id, node_id, version,
      endpoint_id, method, url, headers, secret_headers, body, attempts, resent_from, 'cancelled', last_status, now()
    FROM gone`
  return rows.count
}
