import type { JsonObject, JsonValue, TemplateScope } from '@hookline/schema'

/** What a request is rendered from. */
export interface RenderInput {
  scope: TemplateScope
  /** The message's id, the same for all URLs of one webhook. */
  messageId: string
  /** The group of the event type, else the type. */
  scopeName: string
}

/**
 * The payload of a webhook that has no body template (api.md › The request template).
 * Out: `id`, `scope`, `type`, `timestamp`, `user` (its id), `wallet` and `email` where the state has them,
 * `campaign` or null, and the event.
 */
export function defaultPayload({ scope, messageId, scopeName }: RenderInput): JsonObject {
  const { trigger, user, state, campaign, event } = scope
  return {
    id: messageId,
    scope: scopeName,
    type: trigger.type,
    timestamp: trigger.occurredAt,
    user: user.id,
    ...present('wallet', own(state, 'wallet')),
    ...present('email', own(state, 'email')),
    campaign: campaign && { id: campaign.id, name: campaign.name },
    event: { id: trigger.id, type: trigger.type, occurredAt: trigger.occurredAt, data: event },
  }
}

function own(state: JsonObject, name: string): JsonValue | undefined {
  return Object.hasOwn(state, name) ? state[name] : undefined
}

function present(name: string, value: JsonValue | undefined): JsonObject {
  return value === undefined || value === null ? {} : { [name]: value }
}
