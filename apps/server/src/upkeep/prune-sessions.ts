import type { Sql } from '../db/client.ts'

/** Deletes sessions whose time is over: they open nothing any more. */
export async function pruneSessions(sql: Sql, nowMs: number): Promise<number> {
  const { count } = await sql`DELETE FROM sessions WHERE expires_at < ${new Date(nowMs).toISOString()}::timestamptz`
  return count
}
