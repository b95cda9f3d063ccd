import { addTo, type BehaviourCounter, countedBy, type EngineEvent, emptyCounter, prune } from '@hookline/engine'
import type { ConditionGroup, JsonObject } from '@hookline/schema'
import { textArray } from '../db/array-literal.ts'
import type { Sql, Tx } from '../db/client.ts'
import { timeOf, uuidFloor } from '../ids.ts'
import type { JobKind } from '../jobs/jobs.ts'
import { generationChannel } from '../live/live-store.ts'

// Counts the events that were stored before a counter began to count by itself. One transaction a page: what it counted
// and how far it came are written together, so a job that was cut off goes on from there and counts nothing twice.

export const fillKind = 'behaviour.fill'
const pageRows = 1000

export interface FillData {
  workspaceId: number
  counterId: string
}

interface CounterRow {
  eventType: string
  where: ConditionGroup | null
  countedFromMs: number
  filledTo: string | null
}

interface EventRow {
  key: string
  id: string
  userId: string
  campaignId: string | null
  occurredAt: string | null
  data: JsonObject
}

/** The kind of job that fills counters. */
export function createFill(sql: Sql): JobKind<FillData> {
  return { name: fillKind, run: (data, signal) => fillCounter(sql, data, signal) }
}

/** Counts page by page until nothing is left, then has every process use it. A counter that is gone is nobody's. */
export async function fillCounter(sql: Sql, { workspaceId, counterId }: FillData, signal: AbortSignal): Promise<void> {
  for (;;) {
    signal.throwIfAborted()
    if (await fillPage(sql, { workspaceId, counterId })) return
  }
}

/** Out: whether it was the last page. */
function fillPage(sql: Sql, { workspaceId, counterId }: FillData): Promise<boolean> {
  return sql.begin(async (tx) => {
    const [counter] = await tx<CounterRow[]>`
      SELECT event_type AS "eventType", "where", extract(epoch FROM counted_from)::float8 * 1000 AS "countedFromMs", filled_to AS "filledTo"
      FROM behaviour_counters WHERE workspace_id = ${workspaceId} AND id = ${counterId}::uuid AND filled_at IS NULL FOR UPDATE`
    if (!counter) return true
    const events = await tx<EventRow[]>`
      SELECT key, id, user_id AS "userId", campaign_id AS "campaignId", occurred_at AS "occurredAt", data FROM events
      WHERE workspace_id = ${workspaceId} AND type = ${counter.eventType} AND key > ${counter.filledTo ?? uuidFloor(0)}::uuid
        AND key < ${uuidFloor(counter.countedFromMs)}::uuid
      ORDER BY key LIMIT ${pageRows}`
    const last = events.at(-1)
    if (!last) {
      await tx`UPDATE behaviour_counters SET filled_at = now() WHERE workspace_id = ${workspaceId} AND id = ${counterId}::uuid`
      await tx`UPDATE workspaces SET generation = generation + 1 WHERE id = ${workspaceId}`
      await tx`SELECT pg_notify(${generationChannel}, ${String(workspaceId)})`
      return true
    }
    await addPage(tx, { workspaceId, counterId, counter, events })
    await tx`
      UPDATE behaviour_counters SET filled_to = ${last.key}::uuid WHERE workspace_id = ${workspaceId} AND id = ${counterId}::uuid`
    return false
  }) as Promise<boolean>
}

interface Page extends FillData {
  counter: CounterRow
  events: readonly EventRow[]
}

async function addPage(tx: Tx, { workspaceId, counterId, counter, events }: Page): Promise<void> {
  const count = countedBy([{ id: counterId, eventType: counter.eventType, where: counter.where }])
  const counted = events.filter((row) => {
    const receivedAt = new Date(timeOf(row.key)).toISOString()
    const event: EngineEvent = { ...row, type: counter.eventType, occurredAt: row.occurredAt ?? receivedAt }
    return count(event, receivedAt).length > 0
  })
  const matched = Map.groupBy(counted, ({ userId }) => userId)
  const userIds = [...matched.keys()].sort()
  if (userIds.length === 0) return
  await tx`
    INSERT INTO behaviours (workspace_id, counter_id, user_id)
    SELECT ${workspaceId}, ${counterId}::uuid, user_id FROM unnest(${textArray(userIds)}::text[]) AS t (user_id) ORDER BY user_id COLLATE "C"
    ON CONFLICT DO NOTHING`
  const rows = await tx<{ userId: string; filled: BehaviourCounter | null }[]>`
    SELECT user_id AS "userId", filled FROM behaviours
    WHERE workspace_id = ${workspaceId} AND counter_id = ${counterId}::uuid AND user_id = ANY (${textArray(userIds)}::text[])
    ORDER BY user_id COLLATE "C" FOR UPDATE`
  const nowMs = counter.countedFromMs
  const counts = rows.map(({ userId, filled }) =>
    prune(
      (matched.get(userId) ?? []).reduce((sum, { key }) => addTo(sum, timeOf(key), 1), filled ?? emptyCounter),
      nowMs,
    ),
  )
  await tx`
    UPDATE behaviours SET filled = counted.filled::json
    FROM unnest(${textArray(rows.map(({ userId }) => userId))}::text[], ${textArray(counts.map((one) => JSON.stringify(one)))}::text[])
      AS counted (user_id, filled)
    WHERE workspace_id = ${workspaceId} AND counter_id = ${counterId}::uuid AND behaviours.user_id = counted.user_id`
}
