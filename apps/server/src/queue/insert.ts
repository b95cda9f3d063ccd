import { bytesArray, plainArray, textArray } from '../db/array-literal.ts'
import type { Sql, Tx } from '../db/client.ts'
import type { Holder, Owed, QueueState } from './owed.ts'

/** Adds deliveries to the queue; those that are `leased` belong to the holder from the commit on. */
export async function insertOwed(tx: Sql | Tx, rows: readonly { owed: Owed; state: QueueState }[], holder: Holder | null): Promise<void> {
  if (rows.length === 0) return
  const texts = (pick: (owed: Owed) => string | null) => textArray(rows.map((row) => pick(row.owed)))
  const plain = (pick: (owed: Owed) => string | number | null) => plainArray(rows.map((row) => pick(row.owed)))
  await tx`
    INSERT INTO queue (
      workspace_id, id, message_id, event_id, event_type, user_id, campaign_id, source_kind, source_id, node_id, version,
      endpoint_id, method, url, headers, secret_headers, body, attempts, resent_from, timeout_ms, success, retry,
      due_at, held_reason, process_id, epoch)
    SELECT
      workspace_id, id, message_id, event_id, event_type, user_id, campaign_id, source_kind, source_id, node_id, version,
      endpoint_id, method, url, headers::json, secret_headers, body, attempts, resent_from, timeout_ms, success, retry::json,
      CASE state WHEN 'leased' THEN 'infinity'::timestamptz WHEN 'due' THEN now() END,
      CASE WHEN state NOT IN ('leased', 'due') THEN state END,
      CASE WHEN state = 'leased' THEN ${holder?.processId ?? null}::uuid END,
      CASE WHEN state = 'leased' THEN ${holder?.epoch ?? null}::int END
    FROM unnest(
      ${plain((owed) => owed.workspaceId)}::int[], ${plain((owed) => owed.id)}::uuid[], ${plain((owed) => owed.messageId)}::uuid[],
      ${texts((owed) => owed.eventId)}::text[], ${texts((owed) => owed.eventType)}::text[], ${texts((owed) => owed.userId)}::text[],
      ${texts((owed) => owed.campaignId)}::text[], ${plain((owed) => owed.sourceKind)}::text[], ${plain((owed) => owed.sourceId)}::uuid[],
      ${texts((owed) => owed.nodeId)}::text[], ${plain((owed) => owed.version)}::int[], ${plain((owed) => owed.endpointId)}::uuid[],
      ${plain((owed) => owed.method)}::text[], ${texts((owed) => owed.url)}::text[],
      ${texts((owed) => JSON.stringify(owed.headers))}::text[], ${bytesArray(rows.map((row) => row.owed.secretHeaders))}::bytea[],
      ${bytesArray(rows.map((row) => row.owed.body))}::bytea[], ${plain((owed) => owed.attempts)}::smallint[],
      ${plain((owed) => owed.resentFrom)}::uuid[], ${plain((owed) => owed.timeoutMs)}::int[], ${plain((owed) => owed.success)}::text[],
      ${texts((owed) => JSON.stringify(owed.retry))}::text[], ${plainArray(rows.map((row) => row.state))}::text[]
    ) AS t (
      workspace_id, id, message_id, event_id, event_type, user_id, campaign_id, source_kind, source_id, node_id, version,
      endpoint_id, method, url, headers, secret_headers, body, attempts, resent_from, timeout_ms, success, retry, state)`
}
