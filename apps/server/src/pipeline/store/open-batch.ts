import type { JsonObject } from '@hookline/schema'
import { plainArray, textArray } from '../../db/array-literal.ts'
import type { Tx } from '../../db/client.ts'
import type { IncomingEvent } from '../incoming.ts'

/** What a batch finds: which of its events are new, and the states of their users, locked until it ends. */
export interface OpenBatch {
  stored: Set<string>
  states: Map<string, JsonObject>
}

/**
 * Stores the ids of events, then makes the users of the new ones that are missing, marks them as seen, and locks and
 * loads their states. Ids and users are taken in their sorted order by every batch, so that batches over the same ones
 * wait for each other and never deadlock: the sort between the two finishes the ids before the first user is touched.
 */
export async function openBatch(
  tx: Tx,
  workspaceId: number,
  { events, nowMs }: { events: readonly IncomingEvent[]; nowMs: number },
): Promise<OpenBatch> {
  const sorted = events.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const rows = await tx<{ event_id: string | null; user_id: string | null; state: JsonObject | null }[]>`
    WITH input AS (
      SELECT * FROM unnest(
        ${textArray(sorted.map((event) => event.id))}::text[], ${plainArray(sorted.map((event) => event.key))}::uuid[],
        ${textArray(sorted.map((event) => event.userId))}::text[]
      ) AS t (event_id, event_key, user_id)
    ), stored AS (
      INSERT INTO event_keys (workspace_id, event_id, event_key) SELECT ${workspaceId}, event_id, event_key FROM input
      ON CONFLICT DO NOTHING RETURNING event_id
    ), touched AS (
      INSERT INTO users AS existing (workspace_id, id, state, first_seen_at, last_seen_at)
      SELECT ${workspaceId}, user_id, '{}'::json, to_timestamp(${nowMs / 1000}::float8), to_timestamp(${nowMs / 1000}::float8)
      FROM input JOIN stored USING (event_id) GROUP BY user_id ORDER BY user_id COLLATE "C"
      ON CONFLICT (workspace_id, id) DO UPDATE SET last_seen_at = greatest(existing.last_seen_at, excluded.last_seen_at)
      RETURNING id, state
    )
    SELECT event_id, NULL AS user_id, NULL::json AS state FROM stored
    UNION ALL SELECT NULL, id, state FROM touched`
  const batch: OpenBatch = { stored: new Set(), states: new Map() }
  for (const { event_id, user_id, state } of rows) {
    if (event_id !== null) batch.stored.add(event_id)
    else if (user_id !== null && state !== null) batch.states.set(user_id, state)
  }
  return batch
}
