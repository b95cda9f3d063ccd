import type { Sql, Tx } from '../db/client.ts'
import type { events } from '../db/schema/index.ts'

export type StoredEvent = typeof events.$inferSelect

/** Finds an event by the id that it came with, or that was made for it. */
export async function findStoredEvent(sql: Sql | Tx, workspaceId: number, eventId: string): Promise<StoredEvent | null> {
  const [row] = await sql<StoredEvent[]>`
    SELECT events.workspace_id AS "workspaceId", key, id, type, user_id AS "userId", campaign_id AS "campaignId",
      occurred_at AS "occurredAt", data, state
    FROM event_keys JOIN events ON events.workspace_id = event_keys.workspace_id AND events.key = event_keys.event_key
    WHERE event_keys.workspace_id = ${workspaceId} AND event_keys.event_id = ${eventId}`
  return row ?? null
}
