import { plainArray } from '../db/array-literal.ts'
import type { Sql } from '../db/client.ts'
import type { Holder } from './owed.ts'

interface GivenBack {
  ids: readonly string[]
  /** For so long nobody claims them; none by default. */
  delayMs?: number
}

/** Ends the holder's lease on deliveries that it will not send: they are due for anyone. Out: how many were its own. */
export async function giveBack(sql: Sql, holder: Holder, { ids, delayMs = 0 }: GivenBack): Promise<number> {
  if (ids.length === 0) return 0
  const rows = await sql`
    UPDATE queue SET due_at = now() + make_interval(secs => ${delayMs / 1000}), process_id = NULL, epoch = NULL
    WHERE id = ANY (${plainArray(ids)}::uuid[]) AND process_id = ${holder.processId} AND epoch = ${holder.epoch}`
  return rows.count
}

/**
 * Ends every lease whose process is gone, is in a later epoch, or let its own lease run out. Out: how many were freed.
 * It reads leased rows only, and of those there are at most some thousands a process: the order says by which index.
 */
export async function freeOrphans(sql: Sql): Promise<number> {
  const rows = await sql`
    UPDATE queue SET due_at = now(), process_id = NULL, epoch = NULL
    WHERE id = ANY (ARRAY(
      SELECT id FROM queue AS leased
      WHERE due_at >= 'infinity' AND NOT EXISTS (
        SELECT FROM processes WHERE processes.id = leased.process_id AND processes.epoch = leased.epoch AND expires_at > now())
      ORDER BY due_at LIMIT 5000 FOR UPDATE SKIP LOCKED))`
  return rows.count
}
