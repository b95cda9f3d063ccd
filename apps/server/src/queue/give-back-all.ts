import type { Sql } from '../db/client.ts'
import type { Holder } from './owed.ts'

/** Ends every lease of a holder that sends nothing any more: what it still held is due at once, and no attempt is counted. */
export async function giveBackAll(sql: Sql, holder: Holder): Promise<number> {
  const rows = await sql`
    UPDATE queue SET due_at = now(), process_id = NULL, epoch = NULL
    WHERE due_at = 'infinity' AND process_id = ${holder.processId} AND epoch = ${holder.epoch}`
  return rows.count
}
