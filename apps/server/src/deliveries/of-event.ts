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

// Runs, and deliveries but for those of runs that waited, are made in the transaction that stores the event: their ids are
// of its time or a little later.
const decidedWithinMs = 60_000

/** The ids that what an event caused at once can have; `from` belongs to the range, `before` does not. */
export function decidedRange(key: string): { from: string; before: string } {
  const receivedMs = timeOf(key)
  return { from: uuidFloor(receivedMs), before: uuidFloor(receivedMs + decidedWithinMs) }
}

/** Bounds of ids; `before` does not belong to the range, null: there is none yet. */
interface IdBounds {
  from: string
  before: string | null
}

/** The runs that an event began, in a table of runs. The user's index finds them. */
export function runsOfEvent(sql: Sql | Tx, workspaceId: number, { id, key, userId }: EventPlace): Fragment {
  const { from, before } = decidedRange(key)
  return sql`
    workspace_id = ${workspaceId} AND user_id = ${userId} AND event_id = ${id} AND id >= ${from}::uuid AND id < ${before}::uuid`
}

/** The ids that deliveries of an event can have: those made at once, and those that its runs made or may still make. */
export async function causedRange(sql: Sql | Tx, workspaceId: number, place: EventPlace): Promise<IdBounds> {
  const isOfIt = runsOfEvent(sql, workspaceId, place)
  const [row] = await sql<{ waits: boolean; lastMs: number | null }[]>`
    SELECT EXISTS (SELECT FROM waiting_runs WHERE ${isOfIt}) AS waits, extract(epoch FROM max(finished_at))::float8 * 1000 AS "lastMs"
    FROM runs WHERE ${isOfIt}`
  const { from } = decidedRange(place.key)
  return { from, before: row?.waits ? null : uuidFloor(Math.max(timeOf(place.key), row?.lastMs ?? 0) + decidedWithinMs) }
}

/** Deliveries of an event within bounds, and its resends of any later time. The user's index finds them. */
export function isOfEvent(sql: Sql | Tx, { id, userId }: EventPlace, { from, before }: IdBounds): Fragment {
  const inTime = before === null ? sql`true` : sql`(id < ${before}::uuid OR resent_from IS NOT NULL)`
  return sql`(user_id = ${userId} AND event_id = ${id} AND id >= ${from}::uuid AND ${inTime})`
}

/** Finds an event by its id. */
export async function findEvent(sql: Sql | Tx, workspaceId: number, eventId: string): Promise<EventPlace | null> {
  const key = await findEventKey(sql, workspaceId, eventId)
  if (key === null) return null
  const [row] = await sql<EventPlace[]>`
    SELECT id, key, user_id AS "userId" FROM events WHERE workspace_id = ${workspaceId} AND key = ${key}::uuid AND id = ${eventId}`
  return row ?? null
}
