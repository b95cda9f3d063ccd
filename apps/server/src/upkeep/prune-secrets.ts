import type { Sql } from '../db/client.ts'

/** Deletes secrets whose time is over; processes that still sign with them learn that the definitions have changed. */
export async function pruneExpiredSecrets(sql: Sql, nowMs: number): Promise<number> {
  const rows = await sql<{ count: number }[]>`
    WITH gone AS (
      DELETE FROM secrets WHERE expires_at < ${new Date(nowMs).toISOString()}::timestamptz RETURNING workspace_id
    ), told AS (
      UPDATE workspaces SET generation = generation + 1 WHERE id IN (SELECT workspace_id FROM gone)
    )
    SELECT count(*)::int AS count FROM gone`
  return rows[0]?.count ?? 0
}
