import type { Sql, Tx } from '../db/client.ts'

// Rows of `cohort_additions` become counts of minutes, hours and days, in one statement: what was taken is added, whatever
// happens in between. One process at a time, so that no count is waited for.

// Any number that no other program of ours uses.
export const cohortsLock = 4_871_009
/** Rows that are added up at once, at most. */
export const additionsMax = 50_000

/** Adds up what was counted since. Out: how many rows it took; null when another process was at it. */
export async function addUpCohorts(sql: Sql): Promise<number | null> {
  return sql.begin(async (tx) => {
    const [lock] = await tx<{ free: boolean }[]>`SELECT pg_try_advisory_xact_lock(${cohortsLock}) AS free`
    return lock?.free ? addUp(tx) : null
  })
}

async function addUp(tx: Tx): Promise<number> {
  const isSame = (one: string, other: string) => {
    const [a, b] = [tx(one), tx(other)]
    return tx`
      ${a}.workspace_id = ${b}.workspace_id AND ${a}.endpoint_id = ${b}.endpoint_id AND ${a}.event_type = ${b}.event_type
        AND ${a}.status = ${b}.status AND ${a}.campaign_id IS NOT DISTINCT FROM ${b}.campaign_id AND ${a}.error IS NOT DISTINCT FROM ${b}.error`
  }
  const key = tx`workspace_id, endpoint_id, event_type, campaign_id, status, error`
  const [taken] = await tx<{ count: number }[]>`
    WITH taken AS (
      DELETE FROM cohort_additions WHERE ctid = ANY (ARRAY(SELECT ctid FROM cohort_additions LIMIT ${additionsMax})) RETURNING *
    ), seen AS (
      SELECT ${key}, any_value(source_kind) AS source_kind, any_value(source_id) AS source_id, any_value(node_id) AS node_id,
        (array_agg(last_id ORDER BY last_id DESC))[1] AS last_id
      FROM taken GROUP BY ${key}
    ), made AS (
      INSERT INTO cohorts (${key}, source_kind, source_id, node_id, last_id)
      SELECT ${key}, source_kind, source_id, node_id, last_id FROM seen
      WHERE NOT EXISTS (SELECT FROM cohorts WHERE ${isSame('cohorts', 'seen')})
      RETURNING id, ${key}
    ), known AS (
      SELECT id, ${key} FROM cohorts UNION ALL SELECT id, ${key} FROM made
    ), noted AS (
      UPDATE cohorts SET last_id = seen.last_id FROM seen WHERE ${isSame('cohorts', 'seen')} AND cohorts.last_id < seen.last_id
    ), sums AS (
      SELECT known.workspace_id, known.id, at, sum(count)::int AS count
      FROM taken JOIN known ON ${isSame('known', 'taken')}
      GROUP BY known.workspace_id, known.id, at
    ), added AS (
      INSERT INTO cohort_counts AS had (workspace_id, span, cohort_id, at, count)
      SELECT workspace_id, span, id, date_trunc(span, at, 'UTC'), sum(count)::int
      FROM sums CROSS JOIN unnest('{minute,hour,day}'::text[]) AS span
      GROUP BY 1, 2, 3, 4
      ON CONFLICT (workspace_id, span, cohort_id, at) DO UPDATE SET count = had.count + excluded.count
    )
    SELECT count(*)::int AS count FROM taken`
  return taken?.count ?? 0
}
