import type { Sql, Tx } from '../db/client.ts'
import type { Condition, Fragment } from '../deliveries/select.ts'
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

/** A stretch of minutes, both ends among them; what `partMs` holds counts for nothing, because the range cuts it. */
interface Stretch {
  fromMs: number
  lastMs: number
  partMs: number
}

/** The first minutes that hold so many deliveries of some cohorts, as ranges of ids within the range, in the order asked for. */
export async function busyMinutes(sql: Sql | Tx, asked: BusyMinutes): Promise<IdRange[]> {
  const { range, order } = asked
  const fromMs = range.from === null ? 0 : floorMinute(timeOf(range.from))
  const lastMs = range.before === null ? 2 ** 47 : floorMinute(timeOf(range.before))
  const stretch = { fromMs, lastMs, partMs: order === 'newest' ? lastMs : fromMs }
  const minutes = (order === 'newest' ? await inNewestHour(sql, asked, stretch) : null) ?? (await inAll(sql, asked, stretch))
  return joined(minutes).map(([startMs, endMs]) => within(range, startMs, endMs))
}

/** What is frequent is found in the newest hour in which anything happened; null where that does not hold enough. */
async function inNewestHour(sql: Sql | Tx, asked: BusyMinutes, stretch: Stretch): Promise<number[] | null> {
  const { workspaceId, where, count } = asked
  const window = sql`${between(sql, stretch)} AND at >= (
      SELECT max(at) FROM cohort_counts
      WHERE workspace_id = ${workspaceId} AND span = 'minute' AND at <= ${instant(sql, stretch.lastMs)}
    ) - interval '1 hour'`
  const found = await firstMinutes(sql, asked, {
    ...{ partMs: stretch.partMs, window },
    counted: sql`
      SELECT at, cohort_counts.count FROM cohort_counts
      WHERE workspace_id = ${workspaceId} AND span = 'minute' AND count > 0 AND ${window}
        AND cohort_id IN (SELECT id FROM cohorts WHERE workspace_id = ${workspaceId} AND ${where(sql)})`,
  })
  return found.total >= count ? found.minutes : null
}

/** What is rare is looked for cohort by cohort. */
async function inAll(sql: Sql | Tx, asked: BusyMinutes, stretch: Stretch): Promise<number[]> {
  const { workspaceId, where, count, order } = asked
  const window = between(sql, stretch)
  const found = await firstMinutes(sql, asked, {
    ...{ partMs: stretch.partMs, window },
    counted: sql`
      SELECT seen.at, seen.count
      FROM (SELECT id FROM cohorts WHERE workspace_id = ${workspaceId} AND ${where(sql)}) AS wanted
      CROSS JOIN LATERAL (
        SELECT at, count FROM cohort_counts
        WHERE workspace_id = ${workspaceId} AND span = 'minute' AND cohort_id = wanted.id AND count > 0 AND ${window}
        ORDER BY at ${order === 'newest' ? sql`DESC` : sql`ASC`} LIMIT ${count + 1}
      ) AS seen`,
  })
  return found.minutes
}

/** The minutes of what was counted, and of what is not yet added up, until they hold enough; and how much they hold. */
async function firstMinutes(
  sql: Sql | Tx,
  { workspaceId, where, count, order }: BusyMinutes,
  { counted, window, partMs }: { counted: Fragment; window: Fragment; partMs: number },
): Promise<{ minutes: number[]; total: number }> {
  const direction = order === 'newest' ? sql`DESC` : sql`ASC`
  const rows = await sql<{ atMs: number; total: number }[]>`
    WITH minutes AS (
      SELECT at, CASE WHEN at = ${instant(sql, partMs)} THEN 0 ELSE sum(count) END AS count
      FROM (
        ${counted}
        UNION ALL
        SELECT at, count FROM cohort_additions WHERE workspace_id = ${workspaceId} AND ${where(sql)} AND ${window}
      ) AS each
      GROUP BY at HAVING sum(count) > 0
    )
    SELECT extract(epoch FROM at)::float8 * 1000 AS "atMs", total::float8 AS total
    FROM (SELECT at, count, sum(count) OVER (ORDER BY at ${direction}) AS total FROM minutes) AS ranked
    WHERE total - count < ${count} ORDER BY at ${direction}`
  return { minutes: rows.map(({ atMs }) => atMs), total: rows.at(-1)?.total ?? 0 }
}

function instant(sql: Sql | Tx, ms: number): Fragment {
  return sql`to_timestamp(${ms / 1000}::float8)`
}

function between(sql: Sql | Tx, { fromMs, lastMs }: Stretch): Fragment {
  return sql`at >= ${instant(sql, fromMs)} AND at <= ${instant(sql, lastMs)}`
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
