import type { Sql } from '../db/client.ts'

/** Deletes echo buckets that nobody has used since `beforeMs`, with their requests. Out: how many. */
export async function pruneEcho(sql: Sql, beforeMs: number): Promise<number> {
  const rows = await sql`
    WITH unused AS (
      DELETE FROM echo_buckets WHERE coalesce(last_used_at, created_at) < ${new Date(beforeMs).toISOString()}::timestamptz
      RETURNING workspace_id, secret
    ), requests AS (
      DELETE FROM echo_requests USING unused WHERE echo_requests.workspace_id = unused.workspace_id AND echo_requests.secret = unused.secret
    )
    SELECT FROM unused`
  return rows.count
}
