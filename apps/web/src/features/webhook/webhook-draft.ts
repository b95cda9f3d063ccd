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
/** Those that are one thing, and not made of parts. */
const wholeKeys = ['name', 'description', 'eventTypes', 'campaignId', 'hookId', 'condition'] as const
const plainKeys: readonly Plain[] = [...wholeKeys, 'request', 'policy']

export function draftOf(webhook: Webhook): WebhookDraft {
  const { name, description, eventTypes, campaignId, hookId, condition, request, policy } = webhook
  return { name, description, eventTypes, campaignId, hookId, condition, request, policy }
}

/**
 * What a save sends: only what was changed, so that what somebody else changed meanwhile stays. `request` and `policy` are
 * replaced whole: of them, too, what was not changed here is taken from the newest.
 */
export function changesOf(draft: WebhookDraft, base: Webhook, newest: Webhook = base): WebhookPatch {
  const before = draftOf(base)
  const changed = plainKeys.filter((key) => !isSame(draft[key], before[key])).map((key) => [key, draft[key]] as const)
  return {
    ...Object.fromEntries(changed),
    ...(!isSame(draft.request, before.request) && { request: merged(draft.request, before.request, newest.request) }),
    ...(!isSame(draft.policy, before.policy) && { policy: merged(draft.policy, before.policy, newest.policy) }),
    ...(draft.secret !== undefined && { secret: draft.secret }),
  }
}

function merged<T extends object>(mine: T, base: T, newest: T): T {
  return { ...newest, ...Object.fromEntries(changedKeys(mine, base).map((key) => [key, mine[key]])) }
}

function changedKeys<T extends object>(now: T, before: T): (keyof T)[] {
  return (Object.keys(now) as (keyof T)[]).filter((key) => !isSame(now[key], before[key]))
}

/** What somebody else changed since `base`, in the words of the form; and which of it was changed here too. */
export interface OthersChanges {
  all: string[]
  both: string[]
}

export function othersChanges(draft: WebhookDraft, base: Webhook, newest: Webhook): OthersChanges {
  const theirs = partsChanged(draftOf(newest), draftOf(base))
  const mine = partsChanged(draft, draftOf(base))
  return { all: theirs, both: theirs.filter((part) => mine.includes(part)) }
}

function partsChanged(now: WebhookDraft, before: WebhookDraft): string[] {
  const whole = wholeKeys.filter((key) => !isSame(now[key], before[key]))
  const inRequest = changedKeys(now.request, before.request)
  const inPolicy = changedKeys(now.policy, before.policy)
  return [...whole, ...inRequest, ...inPolicy].map((part) => partWords[part])
}

const partWords: Record<(typeof wholeKeys)[number] | keyof RequestTemplate | keyof DeliveryPolicy, string> = {
  name: 'the name',
  description: 'the description',
  eventTypes: 'the events',
  campaignId: 'the campaign',
  hookId: 'hook_id',
  condition: 'the condition',
  method: 'the method',
  urls: 'the URLs',
  contentType: 'the content type',
  headers: 'the headers',
  body: 'the body',
  timeoutMs: 'the time-out',
  success: 'what counts as success',
  retry: 'the retries',
  ratePerSecond: 'the rate',
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
