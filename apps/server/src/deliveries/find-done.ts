import type { Tx } from '../db/client.ts'
import type { Owed } from '../queue/owed.ts'
import { conflict, notFound } from '../service-error.ts'

/** A delivery that is done, with its request as it was sent. */
export type DoneDelivery = Omit<Owed, 'timeoutMs' | 'success' | 'retry'> & {
  status: 'succeeded' | 'undelivered' | 'cancelled'
  error: string | null
}

/** Finds a delivery that is done; 404 without one, 409 while it is owed. In: its UUID, and its id for the message. */
export async function findDone(
  tx: Tx,
  { workspaceId, uuid, id }: { workspaceId: number; uuid: string; id: string },
): Promise<DoneDelivery> {
  // A delivery goes from the queue to the history and never back: in this order it is not missed.
  const [owed] = await tx`SELECT 1 FROM queue WHERE workspace_id = ${workspaceId} AND id = ${uuid}::uuid`
  if (owed) {
    throw conflict(
      `The delivery "${id}" is still owed and will be tried by itself: wait until it is done, or cancel it first (POST /v1/deliveries/${id}/cancel).`,
    )
  }
  const [done] = await tx<DoneDelivery[]>`
    SELECT workspace_id AS "workspaceId", id, message_id AS "messageId", event_id AS "eventId", event_type AS "eventType",
      user_id AS "userId", campaign_id AS "campaignId", source_kind AS "sourceKind", source_id AS "sourceId", node_id AS "nodeId",
      version, endpoint_id AS "endpointId", method, url, headers, secret_headers AS "secretHeaders", body, attempts,
      resent_from AS "resentFrom", status, error
    FROM deliveries WHERE workspace_id = ${workspaceId} AND id = ${uuid}::uuid`
  if (!done) throw notFound('delivery', id)
  return done
}
