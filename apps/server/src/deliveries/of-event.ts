import type { Sql, Tx } from '../db/client.ts'
import { findEventKey } from '../events/find.ts'
import { timeOf, uuidFloor } from '../ids.ts'
import type { Fragment } from './select.ts'

/** An event as its deliveries and runs are found by it. */
export interface EventPlace {
  id: string
  key: string
  userId: string
}

// Deliveries and runs are made in the transaction that stores the event: their ids are of its time or a little later.
const decidedWithinMs = 60_000

/** The ids that what an event caused at once can have; `from` belongs to the range, `before` does not. */
export function decidedRange(key: string): { from: string; before: string } {
  const receivedMs = timeOf(key)
  return { from: uuidFloor(receivedMs), before: uuidFloor(receivedMs + decidedWithinMs) }
}

/** Deliveries of an event: those made with it, and its resends of any later time. The user's index finds them. */
export function isOfEvent(sql: Sql | Tx, { id, key, userId }: EventPlace): Fragment {
  const { from, before } = decidedRange(key)
  return sql`(
    user_id = ${userId} AND event_id = ${id} AND id >= ${from}::uuid AND (id < ${before}::uuid OR resent_from IS NOT NULL))`
}

/** Finds an event by its id. */
export async function findEvent(sql: Sql | Tx, workspaceId: number, eventId: string): Promise<EventPlace | null> {
  const key = await findEventKey(sql, workspaceId, eventId)
  if (key === null) return null
  const [row] = await sql<EventPlace[]>`
    SELECT id, key, user_id AS "userId" FROM events WHERE workspace_id = ${workspaceId} AND key = ${key}::uuid AND id = ${eventId}`
  return row ?? null
}
