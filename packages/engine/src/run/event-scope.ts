import type { BehaviourCounts, JsonObject } from '@hookline/schema'
import type { ConditionScope } from '../conditions/check-behaviour.ts'

/** An event as the engine sees it: checked, with an id, in the order in which it came. */
export interface EngineEvent {
  readonly id: string
  readonly type: string
  readonly userId: string
  readonly campaignId: string | null
  /** ISO 8601 UTC. */
  readonly occurredAt: string
  readonly data: JsonObject
  /** Merged into the user's state before anything sees it. */
  readonly state?: JsonObject
}

/** What is known around an event. */
export interface Surroundings {
  /** Names of campaigns by their ids. */
  readonly campaigns: ReadonlyMap<string, string>
  /** ISO 8601 UTC. */
  readonly now: string
  /** What the user of an event has done up to it, itself included; absent where nothing is counted. */
  readonly behaviour?: (event: EngineEvent) => BehaviourCounts
}

/** What conditions and templates see of an event. In: the event, and the user's state with the event's patch merged. */
export function eventScope(event: EngineEvent, state: JsonObject, { campaigns, now, behaviour }: Surroundings): ConditionScope {
  const { id, type, occurredAt, userId, campaignId, data } = event
  const scope = {
    event: data,
    trigger: { id, type, occurredAt },
    user: { id: userId },
    state,
    campaign: campaignId === null ? null : { id: campaignId, name: campaigns.get(campaignId) ?? null },
    now,
  }
  return behaviour ? { ...scope, behaviour: behaviour(event) } : scope
}
