import type { Sql } from '../db/client.ts'
import { presenceLastsMs } from '../presence/limits.ts'

/** Deletes windows of drafts that nothing was heard of any more; no list has them. Out: how many. */
export async function prunePresences(sql: Sql, nowMs: number): Promise<number> {
  const { count } = await sql`DELETE FROM presences WHERE seen_at <= ${new Date(nowMs - presenceLastsMs).toISOString()}::timestamptz`
  return count
}
