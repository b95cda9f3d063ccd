import type { Measure } from '@hookline/schema'
import { plainArray } from '../db/array-literal.ts'
import type { Sql } from '../db/client.ts'
import { durationAt } from './durations.ts'
import { type Counts, workspaceSubject } from './write-tallies.ts'

/** The counts of the workspace, one for each step of `stepMs` from `fromMs` on; an empty one where nothing happened. */
export async function readSteps(
  sql: Sql,
  workspaceId: number,
  { span, fromMs, stepMs, steps }: { span: 'minute' | 'hour'; fromMs: number; stepMs: number; steps: number },
): Promise<Counts[]> {
  const rows = await sql<(Counts & { atMs: number })[]>`
    SELECT extract(epoch FROM at)::float8 * 1000 AS "atMs", events, calls, succeeded, undelivered, durations FROM tallies
    WHERE workspace_id = ${workspaceId} AND span = ${span} AND subject_id = ${workspaceSubject}::uuid AND at >= ${instant(fromMs)}::timestamptz`
  const byTime = new Map(rows.map((row) => [row.atMs, row]))
  return Array.from({ length: steps }, (_, step) => byTime.get(fromMs + step * stepMs) ?? nothing)
}

const nothing: Counts = { events: 0, calls: 0, succeeded: 0, undelivered: 0, durations: null }

/** Hours of subjects, and since when. */
interface HoursOf {
  subjectIds: readonly string[]
  fromMs: number
}

/** What was counted of each subject in each hour since a time; hours in which nothing happened are not there. */
export async function readHours(
  sql: Sql,
  workspaceId: number,
  { subjectIds, fromMs }: HoursOf,
): Promise<(Counts & { subjectId: string; atMs: number })[]> {
  return sql`
    SELECT subject_id AS "subjectId", extract(epoch FROM at)::float8 * 1000 AS "atMs", events, calls, succeeded, undelivered, durations
    FROM tallies
    WHERE workspace_id = ${workspaceId} AND span = 'hour' AND subject_id = ANY (${plainArray(subjectIds)}::uuid[])
      AND at >= ${instant(fromMs)}::timestamptz`
}

/** The hours of each subject since a time, added up. */
export async function readSums(sql: Sql, workspaceId: number, hours: HoursOf): Promise<Map<string, Counts>> {
  const bySubject = Map.groupBy(await readHours(sql, workspaceId, hours), ({ subjectId }) => subjectId)
  return new Map([...bySubject].map(([subjectId, counts]) => [subjectId, sumOf(counts)]))
}

/** Calls of automations since a time, by the automation; with `limit` those that called most. */
export async function readCallsOfAutomations(
  sql: Sql,
  workspaceId: number,
  { fromMs, ids, limit }: { fromMs: number; ids: readonly string[] | null; limit: number },
): Promise<{ id: string; name: string; calls: number; succeeded: number }[]> {
  return sql`
    SELECT a.id, a.name, sum(t.calls)::int AS calls, sum(t.succeeded)::int AS succeeded
    FROM automations AS a
    JOIN endpoints AS e ON e.workspace_id = a.workspace_id AND e.source_id = a.id
    JOIN tallies AS t ON t.workspace_id = a.workspace_id AND t.span = 'hour' AND t.subject_id = e.id AND t.at >= ${instant(fromMs)}::timestamptz
    WHERE a.workspace_id = ${workspaceId} AND a.deleted_at IS NULL ${ids === null ? sql`` : sql`AND a.id = ANY (${plainArray(ids)}::uuid[])`}
    GROUP BY a.id, a.name HAVING sum(t.calls) > 0 ORDER BY calls DESC, a.id LIMIT ${limit}`
}

/** Counts of several steps or subjects, added up. */
export function sumOf(counts: readonly Counts[]): Counts {
  const add = (pick: (one: Counts) => number) => counts.reduce((sum, one) => sum + pick(one), 0)
  const [first, ...rest] = counts.flatMap(({ durations }) => (durations ? [durations] : []))
  return {
    events: add((one) => one.events),
    calls: add((one) => one.calls),
    succeeded: add((one) => one.succeeded),
    undelivered: add((one) => one.undelivered),
    durations: first ? first.map((count, step) => rest.reduce((sum, durations) => sum + (durations[step] ?? 0), count)) : null,
  }
}

/** A number of all the steps together, and of each. */
export function measure(steps: readonly Counts[], value: (counts: Counts) => number | null): Measure {
  return { value: value(sumOf(steps)), series: steps.map(value) }
}

/** The share of calls that were accepted; null where nothing was called. */
export function successShareOf({ calls, succeeded }: Pick<Counts, 'calls' | 'succeeded'>): number | null {
  return calls === 0 ? null : Math.min(1, succeeded / calls)
}

/** The time that 95 of 100 calls did not exceed; null where nothing was called. */
export function p95Of({ durations }: Pick<Counts, 'durations'>): number | null {
  return durations && durationAt(durations, 0.95)
}

function instant(ms: number): string {
  return new Date(ms).toISOString()
}
