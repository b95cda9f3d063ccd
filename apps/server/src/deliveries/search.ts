import { deliveryErrors } from '@hookline/webhook'
import { textArray } from '../db/array-literal.ts'
import type { Sql, Tx } from '../db/client.ts'
import { timeOf, uuidFloor, uuidOf } from '../ids.ts'
import { causedRange, decidedRange, findEvent, isOfEvent } from './of-event.ts'
import { endpointsCondition } from './of-host.ts'
import { anyOf, type Condition, type DeliveryTable, type Fragment } from './select.ts'

/** One thing that a search text may mean. */
export interface SearchArm {
  by: 'index' | 'cohort'
  where(sql: Sql | Tx, table: DeliveryTable): Fragment
}

// Every arm of a search has an index to go by, a range of ids taken from the time in an id, or cohorts: a text that
// nothing matches does not read the whole history.
// The deliveries of a message get their ids right after it.
const messageWithinMs = 1000

/** Matches ids of deliveries, messages, events and users, hosts of endpoints (any part) and error codes (any part). */
export async function searchArms(sql: Sql | Tx, { workspaceId, q }: { workspaceId: number; q: string }): Promise<SearchArm[]> {
  const deliveryId = uuidOf('dlv', q)
  if (deliveryId !== null) return [{ by: 'index', where: (tx) => tx`id = ${deliveryId}::uuid` }]
  const messageId = uuidOf('msg', q)
  if (messageId !== null) return [{ by: 'index', where: await ofMessage(sql, workspaceId, messageId) }]
  const [ofEvent, ofHost] = await Promise.all([
    eventCondition(sql, workspaceId, q),
    endpointsCondition(sql, workspaceId, (host) => sql`position(lower(${q}) IN ${host}) > 0`),
  ])
  const codes = Object.keys(deliveryErrors).filter((code) => code.includes(q.toLowerCase()))
  return [
    { by: 'index', where: (tx) => tx`user_id = ${q}` },
    ...(ofEvent === null ? [] : [{ by: 'index' as const, where: ofEvent }]),
    ...(ofHost === null && codes.length === 0 ? [] : [cohortArm(ofHost, codes)]),
  ]
}

function cohortArm(ofHost: Condition | null, codes: readonly string[]): SearchArm {
  const list = textArray(codes)
  const failed = (tx: Sql | Tx, table: DeliveryTable) =>
    table === 'queue' ? tx`last_error = ANY (${list}::text[])` : tx`(status <> 'succeeded' AND error = ANY (${list}::text[]))`
  return { by: 'cohort', where: (tx, table) => anyOf(tx, [failed(tx, table), ...(ofHost === null ? [] : [ofHost(tx)])]) }
}

async function eventCondition(sql: Sql | Tx, workspaceId: number, eventId: string): Promise<Condition | null> {
  const place = await findEvent(sql, workspaceId, eventId)
  if (place) {
    const range = await causedRange(sql, workspaceId, place)
    return (tx) => isOfEvent(tx, place, range)
  }
  // An event that is no longer kept: an id that Hookline made tells its time by itself.
  const key = uuidOf('evt', eventId)
  if (key === null) return null
  const { from, before } = decidedRange(key)
  return (tx) => tx`(event_id = ${eventId} AND id >= ${from}::uuid AND id < ${before}::uuid)`
}

async function ofMessage(sql: Sql | Tx, workspaceId: number, messageId: string): Promise<Condition> {
  const from = uuidFloor(timeOf(messageId))
  const before = uuidFloor(timeOf(messageId) + messageWithinMs)
  const first = sql`workspace_id = ${workspaceId} AND id >= ${from}::uuid AND id < ${before}::uuid AND message_id = ${messageId}::uuid LIMIT 1`
  const [row] = await sql<{ userId: string }[]>`
    (SELECT user_id AS "userId" FROM queue WHERE ${first}) UNION ALL (SELECT user_id FROM deliveries WHERE ${first})`
  if (!row) return (tx) => tx`false`
  // Resends of the stored bytes keep the message's id; they are of the same user.
  return (tx) =>
    tx`(message_id = ${messageId}::uuid AND user_id = ${row.userId} AND id >= ${from}::uuid AND (id < ${before}::uuid OR resent_from IS NOT NULL))`
}
