import type { Sql } from '../db/client.ts'

// Rows of `cohort_additions` become counts of minutes, hours and days. All of it is one transaction on one snapshot: what
// was taken is added, whatever happens in between. One process at a time, so that no count is waited for.

// Any number that no other program of ours uses.
export const cohortsLock = 4_871_009
/** Rows that are added up at once, at most. */
export const additionsMax = 50_000

const spans = ['minute', 'hour', 'day']

/** Adds up what was counted since. Out: how many rows it took; null when another process was at it. */
export async function addUpCohorts(sql: Sql): Promise<number | null> {
  try {
    return await sql.begin('isolation level repeatable read', async (tx) => {
      const [row] = await tx<{ free: boolean }[]>`SELECT pg_try_advisory_xact_lock(${cohortsLock}) AS free`
      if (!row?.free) return null
      await tx`
        INSERT INTO cohorts (workspace_id, endpoint_id, event_type, campaign_id, status, error, source_kind, source_id, node_id, last_id)
        SELECT DISTINCT ON (workspace_id, endpoint_id, event_type, campaign_id, status, error)
          workspace_id, endpoint_id, event_type, campaign_id, status, error, source_kind, source_id, node_id, last_id
        FROM cohort_additions AS a
        WHERE NOT EXISTS (
          SELECT FROM cohorts AS c
          WHERE c.workspace_id = a.workspace_id AND c.endpoint_id = a.endpoint_id AND c.event_type = a.event_type AND c.status = a.status
            AND c.campaign_id IS NOT DISTINCT FROM a.campaign_id AND c.error IS NOT DISTINCT FROM a.error)`
      const [taken] = await tx<{ count: number }[]>`
        WITH taken AS (
          DELETE FROM cohort_additions WHERE ctid = ANY (ARRAY(SELECT ctid FROM cohort_additions LIMIT ${additionsMax})) RETURNING *
        ), sums AS (
          SELECT c.workspace_id, c.id, a.at, sum(a.count)::int AS count, (array_agg(a.last_id ORDER BY a.last_id DESC))[1] AS last_id
          FROM taken AS a JOIN cohorts AS c
            ON c.workspace_id = a.workspace_id AND c.endpoint_id = a.endpoint_id AND c.event_type = a.event_type AND c.status = a.status
              AND c.campaign_id IS NOT DISTINCT FROM a.campaign_id AND c.error IS NOT DISTINCT FROM a.error
          GROUP BY c.workspace_id, c.id, a.at
        ), added AS (
          INSERT INTO cohort_counts AS had (workspace_id, span, cohort_id, at, count)
          SELECT workspace_id, span, id, date_trunc(span, at, 'UTC'), sum(count)::int
          FROM sums CROSS JOIN unnest(${spans}::text[]) AS span
          GROUP BY 1, 2, 3, 4
          ON CONFLICT (workspace_id, span, cohort_id, at) DO UPDATE SET count = had.count + excluded.count
        ), newest AS (
          SELECT DISTINCT ON (workspace_id, id) workspace_id, id, last_id FROM sums ORDER BY workspace_id, id, last_id DESC
        ), noted AS (
          UPDATE cohorts AS c SET last_id = newest.last_id FROM newest
          WHERE c.workspace_id = newest.workspace_id AND c.id = newest.id AND c.last_id < newest.last_id
        )
        SELECT count(*)::int AS count FROM taken`
      return taken?.count ?? 0
    })
  } catch (error) {
    // 40001: another process added them up between our snapshot and our lock.
    if (error instanceof Error && 'code' in error && error.code === '40001') return null
    throw error
  }
}
