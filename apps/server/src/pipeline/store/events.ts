import { column, plainArray, separatedTexts, textArray } from '../../db/array-literal.ts'
import type { Tx } from '../../db/client.ts'
import type { IncomingEvent } from '../incoming.ts'

export async function readGeneration(tx: Tx, workspaceId: number): Promise<number> {
  const [row] = await tx<{ generation: string }[]>`SELECT generation FROM workspaces WHERE id = ${workspaceId}`
  return Number(row?.generation ?? 0)
}

export async function insertEvents(tx: Tx, workspaceId: number, events: readonly IncomingEvent[]): Promise<void> {
  if (events.length === 0) return
  await tx`
    INSERT INTO events (workspace_id, key, id, type, user_id, campaign_id, occurred_at, data, state)
    SELECT ${workspaceId}, key, id, type, user_id, campaign_id, occurred_at, data::json, state::json
    FROM unnest(
      ${plainArray(column(events, 'key'))}::uuid[], ${textArray(column(events, 'id'))}::text[], ${textArray(column(events, 'type'))}::text[],
      ${textArray(column(events, 'userId'))}::text[], ${textArray(column(events, 'campaignId'))}::text[], ${textArray(column(events, 'occurredAtSent'))}::text[],
      string_to_array(${separatedTexts(events.map(dataOf))}, chr(1), ''), string_to_array(${separatedTexts(events.map(stateOf))}, chr(1), '')
    ) AS t (key, id, type, user_id, campaign_id, occurred_at, data, state)`
}

function dataOf({ data }: IncomingEvent): string {
  return JSON.stringify(data)
}

function stateOf({ state }: IncomingEvent): string | null {
  return state ? JSON.stringify(state) : null
}
