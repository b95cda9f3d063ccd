import { bytesArray, plainArray, textArray } from '../db/array-literal.ts'
import type { Sql, Tx } from '../db/client.ts'
import { countDone, countedColumns } from './count-done.ts'
import { oweUndelivered } from './owe-events.ts'
import type { Owed } from './owed.ts'

/** A delivery that ended before it could be tried, and why. */
export interface Unsendable {
  owed: Owed
  error: string
  message: string
}

/** Writes deliveries that cannot be rendered or sent into the history: no attempt, no retry. Hookline's own event about it is owed. */
export async function insertUndelivered(tx: Sql | Tx, rows: readonly Unsendable[]): Promise<void> {
  if (rows.length === 0) return
  const texts = (pick: (row: Unsendable) => string | null) => textArray(rows.map(pick))
  const plain = (pick: (owed: Owed) => string | number | null) => plainArray(rows.map((row) => pick(row.owed)))
  await tx`
    WITH history AS (
      INSERT INTO deliveries (
        workspace_id, id, message_id, event_id, event_type, user_id, campaign_id, source_kind, source_id, node_id, version,
        endpoint_id, method, url, headers, secret_headers, body, attempts, resent_from, status, error, error_message, finished_at)
      SELECT
        workspace_id, id, message_id, event_id, event_type, user_id, campaign_id, source_kind, source_id, node_id, version,
        endpoint_id, method, url, headers::json, secret_headers, body, 0, resent_from, 'undelivered', error, error_message, now()
      FROM unnest(
        ${plain((owed) => owed.workspaceId)}::int[], ${plain((owed) => owed.id)}::uuid[], ${plain((owed) => owed.messageId)}::uuid[],
        ${texts(({ owed }) => owed.eventId)}::text[], ${texts(({ owed }) => owed.eventType)}::text[], ${texts(({ owed }) => owed.userId)}::text[],
        ${texts(({ owed }) => owed.campaignId)}::text[], ${plain((owed) => owed.sourceKind)}::text[], ${plain((owed) => owed.sourceId)}::uuid[],
        ${texts(({ owed }) => owed.nodeId)}::text[], ${plain((owed) => owed.version)}::int[], ${plain((owed) => owed.endpointId)}::uuid[],
        ${plain((owed) => owed.method)}::text[], ${texts(({ owed }) => owed.url)}::text[],
        ${texts(({ owed }) => JSON.stringify(owed.headers))}::text[], ${bytesArray(rows.map(({ owed }) => owed.secretHeaders))}::bytea[],
        ${bytesArray(rows.map(({ owed }) => owed.body))}::bytea[], ${plain((owed) => owed.resentFrom)}::uuid[],
        ${texts(({ error }) => error)}::text[], ${texts(({ message }) => message)}::text[]
      ) AS t (
        workspace_id, id, message_id, event_id, event_type, user_id, campaign_id, source_kind, source_id, node_id, version,
        endpoint_id, method, url, headers, secret_headers, body, resent_from, error, error_message)
      RETURNING ${countedColumns(tx)}
    ), counted AS (${countDone(tx, 'history')})
    ${oweUndelivered(tx, tx`history WHERE true`)}
    SELECT FROM history`
}
