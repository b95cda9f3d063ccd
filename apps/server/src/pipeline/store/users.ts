import type { JsonObject } from '@hookline/schema'
import { textArray } from '../../db/array-literal.ts'
import type { Tx } from '../../db/client.ts'

/**
 * Makes users that are missing, marks all as seen, and locks and loads their states, in the order of their ids: every
 * batch locks them in that order, so batches over the same users wait for each other and never deadlock.
 */
export async function touchUsers(
  tx: Tx,
  workspaceId: number,
  { userIds, nowMs }: { userIds: Iterable<string>; nowMs: number },
): Promise<Map<string, JsonObject>> {
  const sorted = [...userIds].sort()
  const rows = await tx<{ id: string; state: JsonObject }[]>`
    INSERT INTO users AS existing (workspace_id, id, state, first_seen_at, last_seen_at)
    SELECT ${workspaceId}, id, '{}'::json, to_timestamp(${nowMs / 1000}::float8), to_timestamp(${nowMs / 1000}::float8)
    FROM unnest(${textArray(sorted)}::text[]) AS t (id)
    ON CONFLICT (workspace_id, id) DO UPDATE SET last_seen_at = greatest(existing.last_seen_at, excluded.last_seen_at)
    RETURNING id, state`
  return new Map(rows.map((row) => [row.id, row.state]))
}

/** Writes states that changed; their users are locked already. */
export async function writeStates(tx: Tx, workspaceId: number, states: ReadonlyMap<string, JsonObject>): Promise<void> {
  if (states.size === 0) return
  const entries = [...states]
  await tx`
    UPDATE users SET state = changed.state::json
    FROM unnest(${textArray(entries.map(([id]) => id))}::text[], ${textArray(entries.map(([, state]) => JSON.stringify(state)))}::text[]) AS changed (id, state)
    WHERE workspace_id = ${workspaceId} AND users.id = changed.id`
}
