import {
  addTo,
  type BehaviourCounter,
  countedBy,
  countersOf,
  countWithin,
  type Definition,
  type EngineEvent,
  emptyCounter,
} from '@hookline/engine'
import type { BehaviourCounts, JsonObject } from '@hookline/schema'
import type { Ctx } from '../context.ts'
import { timeOf } from '../ids.ts'

/** So many of a user's events are counted for a dry run, the newest ones. */
const eventsMax = 10_000

interface EventRow {
  key: string
  id: string
  campaignId: string | null
  occurredAt: string | null
  data: JsonObject
}

/**
 * What a user did, for a dry run: counted from the stored events, so that it can be told before anything is published.
 * The event that is tried counts too, once, whether it is stored or not.
 */
export async function countStored(ctx: Ctx, definition: Definition, tried: EngineEvent): Promise<BehaviourCounts> {
  const { services, workspaceId } = ctx
  const nowMs = services.clock.now()
  const { userId } = tried
  const counts = new Map<string, BehaviourCounter>()
  for (const counter of countersOf(definition)) {
    const { id, eventType } = counter
    const counted = countedBy([counter])
    const rows = await services.database.sql<EventRow[]>`
      SELECT key, id, campaign_id AS "campaignId", occurred_at AS "occurredAt", data FROM events
      WHERE workspace_id = ${workspaceId} AND user_id = ${userId} AND type = ${eventType} AND id <> ${tried.id}
      ORDER BY key DESC LIMIT ${eventsMax}`
    const times = rows.flatMap(({ key, ...row }) => {
      const receivedAt = new Date(timeOf(key)).toISOString()
      const event: EngineEvent = { ...row, type: eventType, userId, occurredAt: row.occurredAt ?? receivedAt }
      return counted(event, receivedAt).length > 0 ? [timeOf(key)] : []
    })
    if (counted(tried, new Date(nowMs).toISOString()).length > 0) times.push(nowMs)
    counts.set(
      id,
      times.reduce((sum, time) => addTo(sum, time, 1), emptyCounter),
    )
  }
  return (id, withinMs) => countWithin(counts.get(id) ?? emptyCounter, nowMs, withinMs)
}
