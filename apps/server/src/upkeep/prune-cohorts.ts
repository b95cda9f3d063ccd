import { cohortsLock } from '../cohorts/add-up.ts'
import type { Sql } from '../db/client.ts'
import { batchRows, inBatches } from './in-batches.ts'

const dayMs = 86_400_000

/** Forgets what was counted of the deliveries of a day. */
export async function forgetCounts(sql: Sql, dayStartMs: number, signal: AbortSignal): Promise<void> {
  const from = new Date(dayStartMs).toISOString()
  const before = new Date(dayStartMs + dayMs).toISOString()
  await sql`DELETE FROM cohort_additions WHERE at >= ${from}::timestamptz AND at < ${before}::timestamptz`
  await inBatches(
    signal,
    () => sql`
    DELETE FROM cohort_counts WHERE ctid = ANY (ARRAY(
      SELECT cohort_counts.ctid FROM workspaces CROSS JOIN unnest('{minute,hour,day}'::text[]) AS kept (span)
      JOIN cohort_counts ON cohort_counts.workspace_id = workspaces.id AND cohort_counts.span = kept.span
      WHERE at >= ${from}::timestamptz AND at < ${before}::timestamptz LIMIT ${batchRows}))`,
  )
}

/** Forgets counts that came to nothing before `beforeMs`, and cohorts of which nothing is left. Out: how many cohorts. */
export async function pruneCohorts(sql: Sql, beforeMs: number): Promise<number> {
  return sql.begin(async (tx) => {
    await tx`SELECT pg_advisory_xact_lock(${cohortsLock})`
    await tx`
      DELETE FROM cohort_counts USING workspaces
      WHERE cohort_counts.workspace_id = workspaces.id AND span IN ('minute', 'hour', 'day') AND count = 0
        AND at < ${new Date(beforeMs).toISOString()}::timestamptz`
    const { count } = await tx`
      DELETE FROM cohorts WHERE NOT EXISTS (
        SELECT FROM cohort_counts WHERE cohort_counts.workspace_id = cohorts.workspace_id AND span = 'day' AND cohort_id = cohorts.id)`
    return count
  })
}
