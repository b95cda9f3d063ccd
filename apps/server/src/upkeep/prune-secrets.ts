import type { Sql } from '../db/client.ts'

/** Deletes secrets whose time is over: nothing is signed with them any more. */
export async function pruneExpiredSecrets(sql: Sql, nowMs: number): Promise<number> {
  const { count } = await sql`DELETE FROM secrets WHERE expires_at < ${new Date(nowMs).toISOString()}::timestamptz`
  return count
}
