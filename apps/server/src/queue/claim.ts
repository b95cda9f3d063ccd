import { plainArray } from '../db/array-literal.ts'
import type { Sql, Tx } from '../db/client.ts'
import type { Holder, Owed } from './owed.ts'

/** A delivery just claimed, and the workspace's generation as the claim saw it: at least that of its own source. */
export type Claimed = Owed & { generation: string }

/**
 * Leases due deliveries to the holder, the longest due first, at most `limit` of them, none of the endpoints in `full`.
 * Nothing is claimed by a holder whose own lease has run out. Rows are locked where they were found, so their places
 * (`ctid`) lead back to them without a join.
 */
export async function claimDue(
  sql: Sql | Tx,
  holder: Holder,
  { limit, full }: { limit: number; full: readonly string[] },
): Promise<Claimed[]> {
  return sql<Claimed[]>`
    WITH due AS (
      SELECT ctid FROM queue
      WHERE due_at <= now() AND endpoint_id <> ALL (${plainArray(full)}::uuid[])
        AND EXISTS (SELECT FROM processes WHERE id = ${holder.processId} AND epoch = ${holder.epoch} AND expires_at > now())
      ORDER BY due_at LIMIT ${limit} FOR UPDATE SKIP LOCKED)
    UPDATE queue SET due_at = 'infinity', process_id = ${holder.processId}, epoch = ${holder.epoch}
    WHERE queue.ctid = ANY (ARRAY(SELECT ctid FROM due))
    RETURNING queue.workspace_id AS "workspaceId", queue.id, message_id AS "messageId", event_id AS "eventId",
      event_type AS "eventType", user_id AS "userId", campaign_id AS "campaignId", source_kind AS "sourceKind",
      source_id AS "sourceId", node_id AS "nodeId", version, endpoint_id AS "endpointId", method, url, headers,
      secret_headers AS "secretHeaders", body, attempts, resent_from AS "resentFrom", timeout_ms AS "timeoutMs", success, retry,
      (SELECT generation FROM workspaces WHERE workspaces.id = queue.workspace_id) AS generation`
}
