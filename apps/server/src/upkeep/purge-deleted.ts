import type { Sql } from '../db/client.ts'

/** Removes automations that were deleted before `beforeMs`, with their versions, endpoints and secrets. Out: how many. */
export async function purgeDeleted(sql: Sql, beforeMs: number): Promise<number> {
  const { count } = await sql`
    WITH gone AS (
      DELETE FROM automations WHERE deleted_at < ${new Date(beforeMs).toISOString()}::timestamptz RETURNING workspace_id, id
    ), versions AS (
      DELETE FROM automation_versions AS v USING gone WHERE v.workspace_id = gone.workspace_id AND v.automation_id = gone.id
    ), places AS (
      DELETE FROM endpoints AS e USING gone WHERE e.workspace_id = gone.workspace_id AND e.source_id = gone.id
    ), entries AS (
      DELETE FROM run_entries AS r USING gone WHERE r.workspace_id = gone.workspace_id AND r.automation_id = gone.id
    ), sealed AS (
      DELETE FROM secrets AS s USING gone WHERE s.workspace_id = gone.workspace_id AND s.source_id = gone.id
    )
    SELECT FROM gone`
  return count
}
