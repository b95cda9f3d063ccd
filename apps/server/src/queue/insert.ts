import { bytesArray, column, plainArray, separatedTexts, textArray } from '../db/array-literal.ts'
import type { Sql, Tx } from '../db/client.ts'
import type { Holder, Owed, QueueState } from './owed.ts'
import { groupOwed } from './owed-kinds.ts'

/** Adds deliveries to the queue; those that are `leased` belong to the holder from the commit on. */
export async function insertOwed(tx: Sql | Tx, rows: readonly { owed: Owed; state: QueueState }[], holder: Holder | null): Promise<void> {
  if (rows.length === 0) return
  const deliveries = column(rows, 'owed')
  const { kindOf, kinds } = groupOwed(deliveries)
  const kindTexts = (pick: (owed: Owed) => string | null) => textArray(kinds.map(pick))
  const kindPlain = (pick: (owed: Owed) => string | number | null) => plainArray(kinds.map(pick))
  await tx`
    INSERT INTO queue (
      workspace_id, id, message_id, event_id, event_type, user_id, campaign_id, source_kind, source_id, node_id, version,
      endpoint_id, method, url, headers, secret_headers, body, attempts, resent_from, timeout_ms, success, retry,
      due_at, held_reason, process_id, epoch)
    SELECT
      workspace_id, id, message_id, event_id, event_type, user_id, campaign_id, source_kind, source_id, node_id, version,
      endpoint_id, method, url, headers::json, secret_headers, coalesce(convert_to(body_text, 'UTF8'), body), attempts, resent_from, timeout_ms, success, retry::json,
      CASE state WHEN 'leased' THEN 'infinity'::timestamptz WHEN 'due' THEN now() END,
      CASE WHEN state NOT IN ('leased', 'due') THEN state END,
      CASE WHEN state = 'leased' THEN ${holder?.processId ?? null}::uuid END,
      CASE WHEN state = 'leased' THEN ${holder?.epoch ?? null}::int END
    FROM unnest(
      ${plainArray(kindOf)}::int[], ${plainArray(column(deliveries, 'id'))}::uuid[], ${plainArray(column(deliveries, 'messageId'))}::uuid[],
      ${textArray(column(deliveries, 'eventId'))}::text[], ${textArray(column(deliveries, 'userId'))}::text[], ${textArray(column(deliveries, 'url'))}::text[],
      ${bytesArray(column(deliveries, 'secretHeaders'))}::bytea[], string_to_array(${separatedTexts(column(deliveries, 'bodyText'))}, chr(1), ''),
      ${bytesArray(deliveries.map(bodyUnlessText))}::bytea[], ${plainArray(column(rows, 'state'))}::text[]
    ) AS t (kind, id, message_id, event_id, user_id, url, secret_headers, body_text, body, state)
    JOIN unnest(
      ${plainArray(kinds.map((_, index) => index))}::int[], ${kindPlain((owed) => owed.workspaceId)}::int[],
      ${kindTexts((owed) => owed.eventType)}::text[], ${kindTexts((owed) => owed.campaignId)}::text[],
      ${kindPlain((owed) => owed.sourceKind)}::text[], ${kindPlain((owed) => owed.sourceId)}::uuid[], ${kindTexts((owed) => owed.nodeId)}::text[],
      ${kindPlain((owed) => owed.version)}::int[], ${kindPlain((owed) => owed.endpointId)}::uuid[], ${kindPlain((owed) => owed.method)}::text[],
      ${kindTexts((owed) => JSON.stringify(owed.headers))}::text[], ${kindPlain((owed) => owed.attempts)}::smallint[],
      ${kindPlain((owed) => owed.resentFrom)}::uuid[], ${kindPlain((owed) => owed.timeoutMs)}::int[], ${kindPlain((owed) => owed.success)}::text[],
      ${kindTexts((owed) => JSON.stringify(owed.retry))}::text[]
    ) AS k (
      kind, workspace_id, event_type, campaign_id, source_kind, source_id, node_id, version, endpoint_id, method, headers, attempts,
      resent_from, timeout_ms, success, retry) USING (kind)`
}

function bodyUnlessText({ body, bodyText }: Owed): Buffer | null {
  return bodyText === undefined ? body : null
}
