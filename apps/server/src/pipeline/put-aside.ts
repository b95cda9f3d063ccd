import type { Sql } from '../db/client.ts'
import { cancelSourcelessOf } from '../queue/cancel.ts'
import { giveBack } from '../queue/give-back.ts'
import { holdLeased, type StopReason } from '../queue/hold.ts'
import type { Holder } from '../queue/owed.ts'

/**
 * Holds or cancels deliveries that the holder leases and, by what it knows, may not send. The database has the last
 * word: where it knows of no such reason (any more), the deliveries are due for anyone, to be judged by newer definitions.
 */
export async function putAside(
  sql: Sql,
  holder: Holder,
  { ids, answer }: { ids: readonly string[]; answer: 'cancel' | StopReason },
): Promise<void> {
  const count = answer === 'cancel' ? await cancelSourcelessOf(sql, ids) : await holdLeased(sql, holder, { ids, reason: answer })
  if (count < ids.length) await giveBack(sql, holder, { ids })
}
