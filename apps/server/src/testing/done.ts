import type { Sql, Tx } from '../db/client.ts'
import { newUuid, uuidFloor } from '../ids.ts'
import { countDone, countedColumns } from '../queue/count-done.ts'

/** A delivery in the history, as any statement of the product writes it; what is not given is the same for all. */
export interface GivenDone {
  madeMs: number
  endedMs?: number
  status?: 'succeeded' | 'undelivered' | 'cancelled'
  error?: string
  eventType?: string
  userId?: string
  campaignId?: string
  endpointId?: string
  sourceId?: string
  body?: Buffer
  answer?: Buffer
  attempts?: number
}

const place = '01900000-0000-7000-8000-000000000001'

/** Puts deliveries into the history, counted as they are written. Out: their ids. */
export async function putDone(sql: Sql | Tx, given: readonly GivenDone[]): Promise<string[]> {
  const ids: string[] = []
  for (const one of given) {
    // Of that very time: a generator keeps its last one where the clock goes back a little.
    const id = uuidFloor(one.madeMs).slice(0, 13) + newUuid(Date.now()).slice(13)
    const ended = new Date(one.endedMs ?? one.madeMs).toISOString()
    await sql`
      WITH history AS (
        INSERT INTO deliveries (
          workspace_id, id, message_id, event_id, event_type, user_id, campaign_id, source_kind, source_id, endpoint_id, method, url,
          headers, body, attempts, status, error, attempt_started_at, attempt_duration_ms, attempt_body, attempt_body_truncated, finished_at)
        VALUES (1, ${id}, ${id}, ${`e-${id}`}, ${one.eventType ?? 'made'}, ${one.userId ?? 'u'}, ${one.campaignId ?? null}, 'webhook',
          ${one.sourceId ?? place}, ${one.endpointId ?? place}, 'POST', 'http://x/', '[]', ${one.body ?? null}, ${one.attempts ?? 1},
          ${one.status ?? 'succeeded'}, ${one.error ?? null}, ${ended}::timestamptz, 5, ${one.answer ?? null}, false, ${ended}::timestamptz)
        RETURNING ${countedColumns(sql)}
      ), counted AS (${countDone(sql, 'history')})
      SELECT FROM history`
    ids.push(id)
  }
  return ids
}
