import type { ConditionGroup, DeliveryPolicy, FieldError, RequestTemplate, Webhook, WebhookPatch } from '@hookline/schema'
import type { SecretChange } from '../../components/request-editor/delivery/secret-field.tsx'

/** The settings of a webhook while they are edited. */
export interface WebhookDraft {
  name: string
  description: string
  eventTypes: string[]
  campaignId: string | null
  hookId: string | null
  condition: ConditionGroup | null
  request: RequestTemplate
  policy: DeliveryPolicy
  /** A change of the secret; undefined leaves it as it is. */
  secret?: SecretChange
}

type Plain = Exclude<keyof WebhookDraft, 'secret'>
const plainKeys: readonly Plain[] = ['name', 'description', 'eventTypes', 'campaignId', 'hookId', 'condition', 'request', 'policy']

export function draftOf(webhook: Webhook): WebhookDraft {
  const { name, description, eventTypes, campaignId, hookId, condition, request, policy } = webhook
  return { name, description, eventTypes, campaignId, hookId, condition, request, policy }
}

/** What a save sends: only what was changed, so that what somebody else changed meanwhile stays. */
export function changesOf(draft: WebhookDraft, base: Webhook): WebhookPatch {
  const before = draftOf(base)
  const changed = plainKeys.filter((key) => !isSame(draft[key], before[key])).map((key) => [key, draft[key]] as const)
  return { ...Object.fromEntries(changed), ...(draft.secret !== undefined && { secret: draft.secret }) }
}

export function isChanged(draft: WebhookDraft, base: Webhook): boolean {
  return Object.keys(changesOf(draft, base)).length > 0
}

/** The draft once a save has come back: what was sent is as the server has it, what was typed since stays. */
export function settleDraft(draft: WebhookDraft, sent: WebhookDraft, answered: Webhook): WebhookDraft {
  const { secret, ...kept } = draft
  const saved = draftOf(answered)
  const typedSince = Object.fromEntries(plainKeys.filter((key) => draft[key] !== sent[key]).map((key) => [key, kept[key]]))
  return { ...saved, ...typedSince, ...(secret !== sent.secret && secret !== undefined && { secret }) }
}

/** What the server refused of the request, as the request editor shows it beside its fields. */
export function requestProblems(errors: readonly FieldError[]) {
  return errors
    .filter(({ path }) => /^(request|policy|secret|condition)\b/.test(path))
    .map(({ path, code, message }) => ({ severity: 'error' as const, code, message, path }))
}

function isSame(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b)
}
