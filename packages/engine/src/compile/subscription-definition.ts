import type { ConditionGroup, DeliveryPolicy, RequestTemplate } from '@hookline/schema'
import { plainWay } from '../blocks/block-kind.ts'
import type { Definition } from '../definition.ts'

/** What a webhook subscribes to and sends. */
export interface Subscription {
  /** `*` among them means every type but Hookline's own. */
  eventTypes: readonly string[]
  condition?: ConditionGroup | null
  /** Only events of this campaign. */
  campaignId?: string | null
  request: RequestTemplate
  policy: DeliveryPolicy
  hasSecret?: boolean
}

/** The ids of the two blocks of a webhook's definition. */
export const subscriptionNodeIds = { trigger: 'trigger', webhook: 'webhook' } as const

/**
 * Makes a webhook a definition of the same shape as a rule: trigger → WebHook, so that both run the same way.
 * In: a subscription that was checked before (its condition by compileCondition, its request by the caller).
 */
export function subscriptionDefinition(subscription: Subscription): Definition {
  const { eventTypes, condition, campaignId, request, policy, hasSecret } = subscription
  const { trigger, webhook } = subscriptionNodeIds
  return {
    kind: 'rule',
    trigger: {
      nodeId: trigger,
      eventTypes: eventTypes.includes('*') ? '*' : [...eventTypes],
      ...(condition && { condition }),
      ...(typeof campaignId === 'string' && { campaignId }),
      reentry: 'every',
      next: [webhook],
    },
    blocks: [{ id: webhook, type: 'webhook', request, policy, ...(hasSecret && { hasSecret: true }), next: { [plainWay]: [] } }],
  }
}
