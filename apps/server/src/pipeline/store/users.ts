import type { JsonObject } from '@hookline/schema'
import { textArray } from '../../db/array-literal.ts'
import type { Tx } from '../../db/client.ts'

/** Writes states that changed; their users are locked already. */
export async function writeStates(tx: Tx, workspaceId: number, states: ReadonlyMap<string, JsonObject>): Promise<void> {
  if (states.size === 0) return
  const entries = [...states]
  await tx`
    UPDATE users SET state = changed.state::json
    FROM unnest(${textArray(entries.map(([id]) => id))}::text[], ${textArray(entries.map(([, state]) => JSON.stringify(state)))}::text[]) AS changed (id, state)
    WHERE workspace_id = ${workspaceId} AND users.id = changed.id`
}
