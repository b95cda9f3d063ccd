import { textArray } from '../db/array-literal.ts'
import type { Sql } from '../db/client.ts'
import { echoUnusedDays } from './limits.ts'

/** Deletes the buckets that nobody used for 30 days, with what they received. */
export async function pruneEcho(sql: Sql, { workspaceId, nowMs }: { workspaceId: number; nowMs: number }): Promise<void> {
  const usedAfter = (nowMs - echoUnusedDays * 24 * 3600 * 1000) / 1000
  await sql.begin(async (tx) => {
    const gone = await tx<{ secret: string }[]>`
      DELETE FROM echo_buckets
      WHERE workspace_id = ${workspaceId} AND coalesce(last_used_at, created_at) < to_timestamp(${usedAfter}::float8)
      RETURNING secret`
    if (gone.length === 0) return
    await tx`
      DELETE FROM echo_requests
      WHERE workspace_id = ${workspaceId} AND secret = ANY(${textArray(gone.map((row) => row.secret))}::text[])`
  })
}
