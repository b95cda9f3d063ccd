import type { Sql } from '../db/client.ts'

const minutesKeptMs = 2 * 86_400_000
const hoursKeptMs = 32 * 86_400_000

/** Deletes counts that no screen shows any more. Out: how many. */
export async function pruneTallies(sql: Sql, nowMs: number): Promise<number> {
  const before = (keptMs: number) => new Date(nowMs - keptMs).toISOString()
  const { count } = await sql`
    DELETE FROM tallies
    WHERE (span = 'minute' AND at < ${before(minutesKeptMs)}::timestamptz) OR (span = 'hour' AND at < ${before(hoursKeptMs)}::timestamptz)`
  return count
}
