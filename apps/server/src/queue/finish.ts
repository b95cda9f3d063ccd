import { bytesArray, column, plainArray, textArray } from '../db/array-literal.ts'
import type { Sql } from '../db/client.ts'
import type { HeaderPairs } from '../net/headers-seen.ts'
import { countDone, countedColumns } from './count-done.ts'
import { owePaused, oweUndelivered, pauseEndpoints } from './owe-events.ts'
import type { Holder } from './owed.ts'

/** What came of one attempt, as it is written down. */
export interface AttemptOutcome {
  workspaceId: number
  deliveryId: string
  endpointId: string
  /** How many attempts there are with this one. */
  number: number
  /** Whether anything was tried: a refused address is an outcome without an attempt, and not counted. */
  made: boolean
  startedAtMs: number
  durationMs: number
  status: number | null
  error: string | null
  errorMessage: string | null
  headers: HeaderPairs | null
  body: Buffer | null
  bodyTruncated: boolean
  /** Why the answer pauses the endpoint; null where it does not. */
  pauses: 'gone' | 'asked' | null
  /** For how long the receiver asks to be left alone, in milliseconds; 0 where it asks nothing. */
  askedMs: number
  /** What the delivery is now: done for good, or due again after a delay. */
  next: { status: 'succeeded' | 'undelivered' } | { delayMs: number }
}

/**
 * Writes attempts down together with what their deliveries became: done ones move from the queue to the history with
 * their last attempt, the others are due again. So is what follows from that: endpoints are paused that a receiver wants no
 * calls to, and Hookline's own events about it are owed. Rows that the holder no longer leases are left as they are. Rows are
 * found by their ids alone, for which one index serves: most of the queue's entries are dead ones, and whatever else the
 * planner may choose reads them all (docs/decisions/0009).
 * In: outcomes of one workspace. Out: how many were the holder's.
 */
export async function finishAttempts(sql: Sql, holder: Holder, outcomes: readonly AttemptOutcome[]): Promise<number> {
  const workspaceId = outcomes[0]?.workspaceId ?? 0
  const rows = await sql<{ count: number }[]>`
    WITH input AS (${inputOf(sql, outcomes)}), done AS (
      DELETE FROM queue
      WHERE workspace_id = ${workspaceId} AND id = ANY (ARRAY(SELECT delivery_id FROM input WHERE final IS NOT NULL))
        AND process_id = ${holder.processId} AND epoch = ${holder.epoch}
      RETURNING *
    ), history AS (
      INSERT INTO deliveries (
        workspace_id, id, message_id, event_id, event_type, user_id, campaign_id, source_kind, source_id, node_id, version,
        endpoint_id, method, url, headers, secret_headers, body, attempts, resent_from, status, last_status, error, error_message,
        attempt_started_at, attempt_duration_ms, attempt_headers, attempt_body, attempt_body_truncated, finished_at)
      SELECT
        workspace_id, id, message_id, event_id, event_type, user_id, campaign_id, source_kind, source_id, node_id, version,
        endpoint_id, method, url, headers, secret_headers, body, number, resent_from, final, code, cause, cause_message,
        CASE WHEN made THEN to_timestamp(started_ms / 1000) END, CASE WHEN made THEN duration_ms END, answer_headers::json, answer_body,
        CASE WHEN made THEN truncated END, now()
      FROM done JOIN input ON delivery_id = id
      RETURNING ${countedColumns(sql)}
    ), counted AS (${countDone(sql, 'history')}), again AS (
      UPDATE queue SET
        due_at = now() + make_interval(secs => delay_ms / 1000), process_id = NULL, epoch = NULL, attempts = number,
        last_status = code, last_error = cause
      FROM input
      WHERE workspace_id = ${workspaceId} AND id = ANY (ARRAY(SELECT delivery_id FROM input WHERE final IS NULL)) AND id = delivery_id
        AND process_id = ${holder.processId} AND epoch = ${holder.epoch}
      RETURNING queue.id
    ), earlier AS (
      INSERT INTO attempts (workspace_id, delivery_id, number, started_at, duration_ms, status, error, error_message, headers, body, body_truncated)
      SELECT ${workspaceId}, delivery_id, number, to_timestamp(started_ms / 1000), duration_ms, code, cause, cause_message,
        answer_headers::json, answer_body, truncated
      FROM input JOIN again ON again.id = delivery_id
      RETURNING 1
    )
    ${outcomes.some(isUndelivered) ? oweUndelivered(sql, sql`done JOIN input ON delivery_id = id WHERE final = 'undelivered'`) : sql``}
    ${outcomes.some(({ pauses }) => pauses) ? pauseAnswered(sql, workspaceId, outcomes) : sql``}
    SELECT ((SELECT count(*) FROM history) + (SELECT count(*) FROM earlier))::int AS count`
  return rows[0]?.count ?? 0
}

function isUndelivered({ next }: AttemptOutcome): boolean {
  return 'status' in next && next.status === 'undelivered'
}

/** Pauses the endpoints of which an answer of these says so, where its delivery was the holder's. */
function pauseAnswered(sql: Sql, workspaceId: number, outcomes: readonly AttemptOutcome[]) {
  const pausing = outcomes.filter(({ pauses }) => pauses !== null)
  const plain = (pick: (outcome: AttemptOutcome) => string | null) => plainArray(pausing.map(pick))
  return sql`, paused AS (
      ${pauseEndpoints(
        sql,
        sql`SELECT ${workspaceId}::int AS workspace_id, endpoint_id, now() AS at, min(reason) AS reason, NULL::text AS by
        FROM unnest(${plain((o) => o.deliveryId)}::uuid[], ${plain((o) => o.endpointId)}::uuid[], ${plain((o) => o.pauses)}::text[])
          AS answered (delivery_id, endpoint_id, reason)
        WHERE delivery_id IN (SELECT id FROM done UNION ALL SELECT id FROM again) GROUP BY endpoint_id`,
      )}
    ), ${owePaused(sql)}`
}

/** Outcomes as rows, what many of them share sent once. */
function inputOf(sql: Sql, outcomes: readonly AttemptOutcome[]) {
  const { kindOf, kinds } = groupOutcomes(outcomes)
  const kindPlain = (pick: (outcome: AttemptOutcome) => string | number | boolean | null) => plainArray(kinds.map(pick))
  const kindTexts = (pick: (outcome: AttemptOutcome) => string | null) => textArray(kinds.map(pick))
  return sql`
    SELECT * FROM unnest(
      ${plainArray(kindOf)}::int[], ${plainArray(column(outcomes, 'deliveryId'))}::uuid[], ${plainArray(column(outcomes, 'startedAtMs'))}::float8[],
      ${plainArray(column(outcomes, 'durationMs'))}::real[], ${bytesArray(column(outcomes, 'body'))}::bytea[],
      ${plainArray(outcomes.map(delayOf))}::float8[]
    ) AS t (kind, delivery_id, started_ms, duration_ms, answer_body, delay_ms)
    JOIN unnest(
      ${plainArray(kinds.map((_, index) => index))}::int[], ${kindPlain((o) => o.number)}::smallint[],
      ${kindPlain((o) => o.made)}::boolean[], ${kindPlain((o) => o.status)}::smallint[], ${kindTexts((o) => o.error)}::text[],
      ${kindTexts((o) => o.errorMessage)}::text[], ${kindTexts((o) => headersText(o))}::text[], ${kindPlain((o) => o.bodyTruncated)}::boolean[],
      ${kindPlain((o) => ('status' in o.next ? o.next.status : null))}::text[]
    ) AS k (kind, number, made, code, cause, cause_message, answer_headers, truncated, final) USING (kind)`
}

function delayOf({ next }: AttemptOutcome): number | null {
  return 'delayMs' in next ? next.delayMs : null
}

function headersText({ headers }: AttemptOutcome): string | null {
  return headers === null ? null : JSON.stringify(headers)
}

/** Groups outcomes by what answers of one receiver share, so that it is sent to the database once. */
function groupOutcomes(outcomes: readonly AttemptOutcome[]): { kindOf: number[]; kinds: AttemptOutcome[] } {
  const kinds: AttemptOutcome[] = []
  const known = new Map<string, number>()
  // Answers of one receiver share one list (net/headers-seen.ts).
  const lists = new Map<HeaderPairs | null, number>()
  const kindOf: number[] = []
  for (const outcome of outcomes) {
    const { number, made, status, error, errorMessage, headers, bodyTruncated, next } = outcome
    const final = 'status' in next ? next.status : ''
    const list = lists.get(headers) ?? lists.size
    lists.set(headers, list)
    const key = `${number} ${made} ${status} ${error} ${bodyTruncated} ${final} ${list} ${errorMessage}`
    const kind = known.get(key) ?? kinds.push(outcome) - 1
    known.set(key, kind)
    kindOf.push(kind)
  }
  return { kindOf, kinds }
}
