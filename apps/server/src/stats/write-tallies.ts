import { plainArray, textArray } from '../db/array-literal.ts'
import type { Sql } from '../db/client.ts'

export interface Counts {
  events: number
  calls: number
  succeeded: number
  undelivered: number
  /** Null where nothing was called. */
  durations: number[] | null
}

/** Counts that belong to a minute or an hour of a subject. */
export interface TallyRow extends Counts {
  span: 'minute' | 'hour'
  subjectId: string
  atMs: number
}

/** The subject that stands for the whole workspace. */
export const workspaceSubject = '00000000-0000-0000-0000-000000000000'

/** Adds counts to what is stored. All processes add in the same order, so none waits for another in a circle. */
export async function writeTallies(sql: Sql, workspaceId: number, rows: readonly TallyRow[]): Promise<void> {
  const ordered = rows.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
  const numbers = (pick: (row: TallyRow) => number) => plainArray(ordered.map(pick))
  await sql`
    INSERT INTO tallies AS had (workspace_id, span, subject_id, at, events, calls, succeeded, undelivered, durations)
    SELECT ${workspaceId}, span, subject_id, to_timestamp(at_ms / 1000), events, calls, succeeded, undelivered, durations::int[]
    FROM unnest(
      ${plainArray(ordered.map(({ span }) => span))}::text[], ${plainArray(ordered.map(({ subjectId }) => subjectId))}::uuid[],
      ${numbers(({ atMs }) => atMs)}::float8[], ${numbers(({ events }) => events)}::int[], ${numbers(({ calls }) => calls)}::int[],
      ${numbers(({ succeeded }) => succeeded)}::int[], ${numbers(({ undelivered }) => undelivered)}::int[],
      ${textArray(ordered.map(({ durations }) => durations && plainArray(durations)))}::text[]
    ) AS t (span, subject_id, at_ms, events, calls, succeeded, undelivered, durations)
    ON CONFLICT (workspace_id, span, subject_id, at) DO UPDATE SET
      events = had.events + excluded.events, calls = had.calls + excluded.calls, succeeded = had.succeeded + excluded.succeeded,
      undelivered = had.undelivered + excluded.undelivered,
      durations = CASE
        WHEN excluded.durations IS NULL THEN had.durations
        WHEN had.durations IS NULL THEN excluded.durations
        ELSE (
          SELECT array_agg(one + other ORDER BY step)
          FROM unnest(had.durations, excluded.durations) WITH ORDINALITY AS s (one, other, step)) END`
}

function keyOf({ span, subjectId, atMs }: TallyRow): string {
  return `${span} ${subjectId} ${atMs}`
}
