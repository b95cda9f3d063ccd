import { separatedTexts, textArray } from '../../db/array-literal.ts'
import type { Sql, Tx } from '../../db/client.ts'

/** Writes states that changed, as JSON; their users are locked already. */
export async function writeStates(
  tx: Tx,
  workspaceId: number,
  { states, nowMs }: { states: ReadonlyMap<string, string>; nowMs: number },
): Promise<void> {
  if (states.size === 0) return
  const entries = [...states]
  await tx`
    WITH changed AS (
      SELECT * FROM unnest(
        ${textArray(entries.map(([id]) => id))}::text[], string_to_array(${separatedTexts(entries.map(([, state]) => state))}, chr(1), '')
      ) AS t (id, state)
    )
    UPDATE users SET state = changed.state::json, last_seen_at = greatest(last_seen_at, to_timestamp(${nowMs / 1000}::float8))
    FROM changed
    WHERE workspace_id = ${workspaceId} AND users.id = ANY (ARRAY(SELECT id FROM changed)) AND users.id = changed.id`
}

/**
 * Marks users as seen, in a transaction of its own; it locks them in the order in which batches do. One who is missing, because an
 * older database was restored, is made.
 */
export async function markSeen(
  sql: Sql,
  workspaceId: number,
  { userIds, nowMs }: { userIds: readonly string[]; nowMs: number },
): Promise<void> {
  await sql`
    INSERT INTO users (workspace_id, id, state, first_seen_at, last_seen_at)
    SELECT ${workspaceId}, id, '{}'::json, seen_at, seen_at
    FROM unnest(${textArray(userIds)}::text[]) AS t (id), to_timestamp(${nowMs / 1000}::float8) AS seen_at
    ORDER BY id COLLATE "C"
    ON CONFLICT (workspace_id, id) DO UPDATE SET last_seen_at = greatest(users.last_seen_at, excluded.last_seen_at)`
}
