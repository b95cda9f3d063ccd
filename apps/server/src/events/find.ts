import type { Sql, Tx } from '../db/client.ts'
import type { events } from '../db/schema/index.ts'
import { uuidOf } from '../ids.ts'

export type StoredEvent = typeof events.$inferSelect

/** Finds an event by the id that it came with, or that was made for it. */
export async function findStoredEvent(sql: Sql | Tx, workspaceId: number, eventId: string): Promise<StoredEvent | null> {
  const key = await findEventKey(sql, workspaceId, eventId)
  if (key === null) return null
  const [row] = await sql<StoredEvent[]>`
    SELECT workspace_id AS "workspaceId", key, id, type, user_id AS "userId", campaign_id AS "campaignId",
      occurred_at AS "occurredAt", data, state
    FROM events WHERE workspace_id = ${workspaceId} AND key = ${key}::uuid AND id = ${eventId}`
  return row ?? null
}

/** The key of an event that was stored under an id; an id that we made holds its key itself. */
export async function findEventKey(sql: Sql | Tx, workspaceId: number, eventId: string): Promise<string | null> {
  const [row] = await sql<{ key: string }[]>`
    SELECT event_key AS key FROM event_keys WHERE workspace_id = ${workspaceId} AND event_id = ${eventId}`
  return row?.key ?? uuidOf('evt', eventId)
}
