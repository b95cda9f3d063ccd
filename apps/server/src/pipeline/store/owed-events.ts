import { textArray } from '../../db/array-literal.ts'
import type { Tx } from '../../db/client.ts'
import type { PauseReason } from '../../health/endpoint-state.ts'
import type { Owed } from '../../queue/owed.ts'

/** An event that Hookline owes of itself, with what it tells. `at`: milliseconds; `key`: its place in the table, where nothing is changed. */
export type OwedEvent = { key: string; at: number } & (UndeliveredEvent | PausedEvent)

type OfDelivery =
  | 'messageId'
  | 'eventId'
  | 'eventType'
  | 'userId'
  | 'campaignId'
  | 'sourceKind'
  | 'sourceId'
  | 'endpointId'
  | 'url'
  | 'attempts'

export interface UndeliveredEvent extends Pick<Owed, OfDelivery> {
  kind: 'undelivered'
  deliveryId: string
  error: string | null
  message: string | null
  status: number | null
}

export interface PausedEvent {
  kind: 'paused'
  endpointId: string
  reason: PauseReason
}

/** The oldest owed events. Out: also the keys of all that were looked at, of which a delivery may be gone. */
export async function readOwedEvents(tx: Tx, workspaceId: number, limit: number): Promise<{ events: OwedEvent[]; keys: string[] }> {
  const rows = await tx<(OwedEvent & { isGone: boolean })[]>`
    SELECT owed.ctid::text AS key, owed.kind, extract(epoch FROM owed.at)::float8 * 1000 AS at, owed.reason,
      d.id AS "deliveryId", d.message_id AS "messageId", d.event_id AS "eventId", d.event_type AS "eventType", d.user_id AS "userId",
      d.campaign_id AS "campaignId", d.source_kind AS "sourceKind", d.source_id AS "sourceId",
      coalesce(d.endpoint_id, owed.ref_id) AS "endpointId", d.url, d.error, d.error_message AS message, d.last_status AS status,
      d.attempts, owed.kind = 'undelivered' AND d.id IS NULL AS "isGone"
    FROM owed_events AS owed
    LEFT JOIN deliveries AS d ON owed.kind = 'undelivered' AND d.workspace_id = owed.workspace_id AND d.id = owed.ref_id
    WHERE owed.workspace_id = ${workspaceId} ORDER BY owed.at LIMIT ${limit}`
  return { events: rows.filter(({ isGone }) => !isGone), keys: rows.map(({ key }) => key) }
}

/** Forgets owed events: they are stored as events by now. */
export async function forgetOwedEvents(tx: Tx, workspaceId: number, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return
  await tx`DELETE FROM owed_events WHERE workspace_id = ${workspaceId} AND ctid = ANY (${textArray(keys)}::tid[])`
}
