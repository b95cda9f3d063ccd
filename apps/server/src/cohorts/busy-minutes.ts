import type { Sql, Tx } from '../db/client.ts'
import type { Condition } from '../deliveries/select.ts'
import { timeOf, uuidFloor } from '../ids.ts'
import type { IdRange } from '../newest-first.ts'

// Most columns of the history have no index, because each would cost every delivery. Where something lies is known all
// the same: cohorts say which values go together, their counts in which minutes. A list reads those minutes alone.

const minuteMs = 60_000

export interface BusyMinutes {
  workspaceId: number
  /** Which cohorts are meant. */
  where: Condition
  range: IdRange
  /** How many deliveries the minutes must hold, if there are so many. */
  count: number
  order: 'newest' | 'oldest'
}

/** The first minutes that hold so many deliveries of some cohorts, as ranges of ids within the range, in the order asked for. */
export async function busyMinutes(sql: Sql | Tx, { workspaceId, where, range, count, order }: BusyMinutes): Promise<IdRange[]> {
  const fromMs = range.from === null ? 0 : floorMinute(timeOf(range.from))
  const lastMs = range.before === null ? 2 ** 47 : floorMinute(timeOf(range.before))
  // The range may begin or end within a minute: what that one holds counts for nothing.
  const partMs = order === 'newest' ? lastMs : fromMs
  const between = sql`at >= to_timestamp(${fromMs / 1000}::float8) AND at <= to_timestamp(${lastMs / 1000}::float8)`
  const direction = order === 'newest' ? sql`DESC` : sql`ASC`
  const rows = await sql<{ atMs: number }[]>`
    WITH minutes AS (
      SELECT at, CASE WHEN at = to_timestamp(${partMs / 1000}::float8) THEN 0 ELSE sum(count) END AS count
      FROM (
        SELECT seen.at, seen.count
        FROM (SELECT id FROM cohorts WHERE workspace_id = ${workspaceId} AND ${where(sql)}) AS wanted
        CROSS JOIN LATERAL (
          SELECT at, count FROM cohort_counts
          WHERE workspace_id = ${workspaceId} AND span = 'minute' AND cohort_id = wanted.id AND count > 0 AND ${between}
          ORDER BY at ${direction} LIMIT ${count + 1}
        ) AS seen
        UNION ALL
        SELECT at, count FROM cohort_additions WHERE workspace_id = ${workspaceId} AND ${where(sql)} AND ${between}
      ) AS counted
      GROUP BY at HAVING sum(count) > 0
    )
    SELECT extract(epoch FROM at)::float8 * 1000 AS "atMs"
    FROM (
      SELECT at, coalesce(sum(count) OVER (ORDER BY at ${direction} ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS earlier FROM minutes
    ) AS ranked
    WHERE earlier < ${count} ORDER BY at ${direction}`
  return joined(rows.map(({ atMs }) => atMs)).map(([startMs, endMs]) => within(range, startMs, endMs))
}

/** Minutes that follow each other, as one stretch: its beginning and its end. */
function joined(minutes: readonly number[]): [startMs: number, endMs: number][] {
  const stretches: [number, number][] = []
  for (const atMs of minutes) {
    const last = stretches.at(-1)
    if (last && last[0] === atMs + minuteMs) last[0] = atMs
    else if (last && last[1] === atMs) last[1] = atMs + minuteMs
    else stretches.push([atMs, atMs + minuteMs])
  }
  return stretches
}

function within({ from, before }: IdRange, startMs: number, endMs: number): IdRange {
  const start = uuidFloor(startMs)
  const end = uuidFloor(endMs)
  return { from: from !== null && from > start ? from : start, before: before !== null && before < end ? before : end }
}

function floorMinute(ms: number): number {
  return ms - (ms % minuteMs)
}
