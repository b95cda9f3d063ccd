import { explainCondition } from '@hookline/engine'
import { type EventRecord, type JsonObject, takesEventType, type Webhook } from '@hookline/schema'
import type { Decision } from './decision.ts'

interface Surroundings {
  /** The user's, as it is known. */
  state: JsonObject
  /** That of the event's type, null where it has none. */
  group: string | null
}

/** What a webhook, as it stands now, says to an event. */
export function decideWebhook(webhook: Webhook, event: EventRecord, { state, group }: Surroundings): Decision {
  const isWanted = takesEventType(webhook.eventTypes, { type: event.type, group })
  const isOfCampaign = webhook.campaignId === null || webhook.campaignId === event.campaignId
  const condition = webhook.condition && explainCondition(webhook.condition, scopeOf(event, state))
  const steps = [
    {
      id: 'status',
      name: 'Status',
      passed: webhook.status === 'active',
      detail: webhook.status === 'active' ? 'it is active' : 'it is inactive, so it sends nothing',
    },
    {
      id: 'type',
      name: 'Event type',
      passed: isWanted,
      detail: isWanted ? `it takes ${event.type}` : `it does not take ${event.type}`,
    },
    ...(webhook.campaignId === null
      ? []
      : [{ id: 'campaign', name: 'Campaign', passed: isOfCampaign, detail: campaignDetail(webhook.campaignId, event.campaignId) }]),
    ...(condition ? [{ id: 'condition', name: 'Condition', passed: condition.result, detail: condition.text }] : []),
  ]
  return { matched: steps.every(({ passed }) => passed), steps }
}

function campaignDetail(wanted: string, given: string | null): string {
  return wanted === given ? `the event is of campaign ${wanted}` : `it keeps to campaign ${wanted}, the event is of ${given ?? 'none'}`
}

function scopeOf({ id, type, occurredAt, userId, campaignId, data }: EventRecord, state: JsonObject) {
  return {
    event: data,
    trigger: { id, type, occurredAt },
    user: { id: userId },
    state,
    campaign: campaignId === null ? null : { id: campaignId, name: null },
    now: occurredAt,
  }
}
