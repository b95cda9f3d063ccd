import { plainArray, separatedTexts, textArray } from '../../db/array-literal.ts'
import type { Tx } from '../../db/client.ts'
import type { IncomingEvent } from '../incoming.ts'

export async function readGeneration(tx: Tx, workspaceId: number): Promise<number> {
  const [row] = await tx<{ generation: string }[]>`SELECT generation FROM workspaces WHERE id = ${workspaceId}`
  return Number(row?.generation ?? 0)
}

export async function insertEvents(tx: Tx, workspaceId: number, events: readonly IncomingEvent[]): Promise<void> {
  if (events.length === 0) return
  const texts = (pick: (event: IncomingEvent) => string | null) => textArray(events.map(pick))
  await tx`
    INSERT INTO events (workspace_id, key, id, type, user_id, campaign_id, occurred_at, data, state)
    SELECT ${workspaceId}, key, id, type, user_id, campaign_id, occurred_at, data::json, state::json
    FROM unnest(
      ${plainArray(events.map((event) => event.key))}::uuid[], ${texts((event) => event.id)}::text[], ${texts((event) => event.type)}::text[],
      ${texts((event) => event.userId)}::text[], ${texts((event) => event.campaignId)}::text[], ${texts((event) => event.occurredAtSent)}::text[],
      string_to_array(${separatedTexts(events.map((event) => JSON.stringify(event.data)))}, chr(1), ''),
      string_to_array(${separatedTexts(events.map(({ state }) => (state ? JSON.stringify(state) : null)))}, chr(1), '')
    ) AS t (key, id, type, user_id, campaign_id, occurred_at, data, state)`
}
