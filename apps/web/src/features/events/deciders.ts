import type { Automation, EventDetail, Webhook } from '@hookline/schema'
import type { Decider } from '../../components/decision/use-decision.ts'

/** Something that waits for events of a type. */
export interface Waiting extends Decider {
  name: string
}

/** What waits for events of this type today and did not act on this one. In: all automations, and the webhooks that take the type. */
export function didNotAct(event: EventDetail, automations: readonly Automation[], webhooks: readonly Webhook[]): Waiting[] {
  const acted = new Set(event.matches.map(({ id }) => id))
  const rules = automations
    .filter((automation) => automation.status === 'active' && waitsFor(automation, event.type))
    .map(({ id, name, publishedVersion }) => ({ kind: 'automation' as const, id, name, version: publishedVersion ?? undefined }))
  const subscriptions = webhooks.map(({ id, name }) => ({ kind: 'webhook' as const, id, name }))
  return [...rules, ...subscriptions].filter(({ id }) => !acted.has(id))
}

function waitsFor({ draft }: Automation, type: string): boolean {
  return draft.nodes.some((node) => node.type === 'trigger' && node.config.eventType === type)
}
