import { textArray } from '../db/array-literal.ts'
import type { Tx } from '../db/client.ts'
import type { Condition } from '../deliveries/select.ts'
import { timeOf, uuidFloor } from '../ids.ts'
import type { IdRange } from '../newest-first.ts'

// Whole days, hours and minutes are read from what was counted; what of a range lies within a minute is counted from the
// deliveries themselves.

const minuteMs = 60_000
const steps = [
  { span: 'minute', ms: minuteMs },
  { span: 'hour', ms: 60 * minuteMs },
  { span: 'day', ms: 1440 * minuteMs },
] as const
/** Later than any delivery, and a whole day. */
const endOfTimeMs = 100_000 * 1440 * minuteMs

/** How many deliveries are alike. */
export interface CohortCount {
  endpointId: string
  eventType: string
  campaignId: string | null
  status: 'succeeded' | 'undelivered' | 'cancelled'
  error: string | null
  sourceKind: 'automation' | 'webhook'
  sourceId: string
  nodeId: string | null
  count: number
}

/** Counts the deliveries in the history of a range by cohort; the same cohort may come more than once. In a snapshot. */
export async function readCohortCounts(
  tx: Tx,
  { workspaceId, where, range }: { workspaceId: number; where: Condition; range: IdRange },
): Promise<CohortCount[]> {
  const fromMs = range.from === null ? 0 : Math.ceil(timeAfter(range.from) / minuteMs) * minuteMs
  const toMs = range.before === null ? endOfTimeMs : Math.floor(timeOf(range.before) / minuteMs) * minuteMs
  if (fromMs >= toMs) return countLive(tx, { workspaceId, where, range })
  const whole = await countWhole(tx, { workspaceId, where, fromMs, toMs })
  const head = range.from === null || range.from === uuidFloor(fromMs) ? null : { from: range.from, before: uuidFloor(fromMs) }
  const tail = range.before === null || range.before === uuidFloor(toMs) ? null : { from: uuidFloor(toMs), before: range.before }
  const parts = [whole]
  for (const part of [head, tail]) if (part) parts.push(await countLive(tx, { workspaceId, where, range: part }))
  return parts.flat()
}

/** The first millisecond of which all ids are in a range that begins with this one. */
function timeAfter(id: string): number {
  const ms = timeOf(id)
  return id === uuidFloor(ms) ? ms : ms + 1
}

function cohortColumns(tx: Tx) {
  return tx`
    endpoint_id AS "endpointId", event_type AS "eventType", campaign_id AS "campaignId", status, error, source_kind AS "sourceKind",
    source_id AS "sourceId", node_id AS "nodeId"`
}

function countWhole(
  tx: Tx,
  { workspaceId, where, fromMs, toMs }: { workspaceId: number; where: Condition; fromMs: number; toMs: number },
): PromiseLike<CohortCount[]> {
  const pieces = piecesOf(fromMs, toMs)
  const times = (pick: (piece: Piece) => number) => textArray(pieces.map((piece) => new Date(pick(piece)).toISOString()))
  return tx<CohortCount[]>`
    SELECT ${cohortColumns(tx)}, counted.count
    FROM (
      SELECT cohort_id, sum(each.count)::int AS count
      FROM unnest(${textArray(pieces.map(({ span }) => span))}::text[], ${times((piece) => piece.fromMs)}::timestamptz[],
        ${times((piece) => piece.toMs)}::timestamptz[]) AS piece (span, low, high)
      CROSS JOIN LATERAL (
        SELECT cohort_id, count FROM cohort_counts
        WHERE workspace_id = ${workspaceId} AND cohort_counts.span = piece.span AND at >= low AND at < high AND count > 0
      ) AS each
      GROUP BY cohort_id
    ) AS counted
    JOIN cohorts ON cohorts.workspace_id = ${workspaceId} AND cohorts.id = counted.cohort_id
    WHERE ${where(tx)}
    UNION ALL
    SELECT ${cohortColumns(tx)}, count FROM cohort_additions
    WHERE workspace_id = ${workspaceId} AND at >= ${new Date(fromMs).toISOString()}::timestamptz
      AND at < ${new Date(toMs).toISOString()}::timestamptz AND ${where(tx)}`
}

interface Piece {
  span: 'minute' | 'hour' | 'day'
  fromMs: number
  toMs: number
}

/** Cuts a range of whole minutes into as few days, hours and minutes as there are. */
export function piecesOf(fromMs: number, toMs: number, step = 0): Piece[] {
  const { span, ms } = steps[step] ?? steps[0]
  const wider = steps[step + 1]?.ms
  if (fromMs >= toMs) return []
  if (wider === undefined) return [{ span, fromMs, toMs }]
  const low = Math.ceil(fromMs / wider) * wider
  const high = Math.floor(toMs / wider) * wider
  if (low >= high) return [{ span, fromMs, toMs }]
  const piece = (start: number, end: number): Piece[] => (end - start >= ms ? [{ span, fromMs: start, toMs: end }] : [])
  return [...piece(fromMs, low), ...piecesOf(low, high, step + 1), ...piece(high, toMs)]
}

function countLive(
  tx: Tx,
  { workspaceId, where, range }: { workspaceId: number; where: Condition; range: IdRange },
): PromiseLike<CohortCount[]> {
  return tx<CohortCount[]>`
    SELECT ${cohortColumns(tx)}, count(*)::int AS count FROM deliveries
    WHERE workspace_id = ${workspaceId} AND id >= ${range.from ?? uuidFloor(0)}::uuid AND id < ${range.before ?? uuidFloor(endOfTimeMs)}::uuid
      AND ${where(tx)}
    GROUP BY 1, 2, 3, 4, 5, 6, 7, 8`
}
