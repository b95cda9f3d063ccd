import { deliveryErrors } from '@hookline/webhook'
import { textArray } from '../db/array-literal.ts'
import type { Sql, Tx } from '../db/client.ts'
import { timeOf, uuidFloor, uuidOf } from '../ids.ts'
import { causedRange, decidedRange, findEvent, isOfEvent } from './of-event.ts'
import { type Arm, endpointsArm } from './of-host.ts'
import { anyOf, type DeliveryTable, type Fragment } from './select.ts'

/** What a search text asks of one of the two tables. */
export type SearchCondition = (sql: Sql | Tx, table: DeliveryTable) => Fragment

// Every arm of a search has an index to go by, or a range of ids taken from the time in an id: a text that nothing
// matches does not read the whole history.
// The deliveries of a message get their ids right after it.
const messageWithinMs = 1000

/** Matches ids of deliveries, messages, events and users, hosts of endpoints (any part) and error codes (any part). */
export async function searchCondition(sql: Sql | Tx, { workspaceId, q }: { workspaceId: number; q: string }): Promise<SearchCondition> {
  const deliveryId = uuidOf('dlv', q)
  if (deliveryId !== null) return (tx) => tx`id = ${deliveryId}::uuid`
  const messageId = uuidOf('msg', q)
  if (messageId !== null) return ofMessage(sql, workspaceId, messageId)
  const [ofEvent, hosts] = await Promise.all([eventArm(sql, workspaceId, q), hostArms(sql, workspaceId, q)])
  const codes = textArray(Object.keys(deliveryErrors).filter((code) => code.includes(q.toLowerCase())))
  return (tx, table) => {
    const failed =
      table === 'queue' ? tx`last_error = ANY (${codes}::text[])` : tx`(status <> 'succeeded' AND error = ANY (${codes}::text[]))`
    return anyOf(tx, [tx`user_id = ${q}`, failed, ...ofEvent.map((arm) => arm(tx)), ...hosts.map((arm) => arm(tx))])
  }
}

async function eventArm(sql: Sql | Tx, workspaceId: number, eventId: string): Promise<Arm[]> {
  const place = await findEvent(sql, workspaceId, eventId)
  if (place) {
    const range = await causedRange(sql, workspaceId, place)
    return [(tx) => isOfEvent(tx, place, range)]
  }
  // An event that is no longer kept: an id that Hookline made tells its time by itself.
  const key = uuidOf('evt', eventId)
  if (key === null) return []
  const { from, before } = decidedRange(key)
  return [(tx) => tx`(event_id = ${eventId} AND id >= ${from}::uuid AND id < ${before}::uuid)`]
}

async function hostArms(sql: Sql | Tx, workspaceId: number, text: string): Promise<Arm[]> {
  const arm = await endpointsArm(sql, workspaceId, (host) => sql`position(lower(${text}) IN ${host}) > 0`)
  return arm ? [arm] : []
}

async function ofMessage(sql: Sql | Tx, workspaceId: number, messageId: string): Promise<SearchCondition> {
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
