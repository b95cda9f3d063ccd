import type { EventRecord, EventType, Graph, User, Webhook } from '@hookline/schema'
import { useQuery } from '@tanstack/react-query'
import { ApiError, call } from '../../lib/api.ts'
import { decisionOf, type Simulation, trialOf } from './decide-automation.ts'
import { decideWebhook } from './decide-webhook.ts'
import type { Decision } from './decision.ts'

export interface Decider {
  kind: 'automation' | 'webhook'
  id: string
  /** Of an automation: the version that is asked. */
  version?: number | undefined
}

/** Asks what an automation's version, or a webhook as it is now, says to an event with the user's state as it is now. */
export function useDecision({ kind, id, version }: Decider, event: EventRecord) {
  return useQuery({
    queryKey: [kind === 'webhook' ? 'webhooks' : 'automations', id, 'decision', version, event.id],
    queryFn: ({ signal }) =>
      kind === 'webhook' ? askWebhook(id, event, signal) : askAutomation({ id, version: version ?? 'draft' }, event, signal),
    staleTime: 60_000,
  })
}

async function askAutomation(
  { id, version }: { id: string; version: number | 'draft' },
  event: EventRecord,
  signal: AbortSignal,
): Promise<Decision> {
  const path = `/v1/automations/${encodeURIComponent(id)}`
  const [simulation, { graph }] = await Promise.all([
    call<Simulation>('POST', `${path}/simulate`, { body: { event: trialOf(event), version }, signal }),
    call<{ graph: Graph }>('GET', `${path}/versions/${version}`, { signal }),
  ])
  return decisionOf(simulation, graph)
}

async function askWebhook(id: string, event: EventRecord, signal: AbortSignal): Promise<Decision> {
  const [webhook, user, type] = await Promise.all([
    call<Webhook>('GET', `/v1/webhooks/${encodeURIComponent(id)}`, { signal }),
    call<User>('GET', `/v1/users/${encodeURIComponent(event.userId)}`, { signal }).catch(noneWhereMissing),
    call<EventType>('GET', `/v1/event-types/${encodeURIComponent(event.type)}`, { signal }).catch(noneWhereMissing),
  ])
  return decideWebhook(webhook, event, { state: user?.state ?? event.state ?? {}, group: type?.group ?? null })
}

function noneWhereMissing(error: unknown): null {
  if (error instanceof ApiError && error.status === 404) return null
  throw error
}
