import type { EventType, HeldReason, Settings, Webhook, WebhookHealth } from '@hookline/schema'
import { callHints, isSlow, slow } from '@hookline/webhook'
import { hostOf } from '../../components/deliveries/status-sentence.ts'
import { typesOfSubscription } from '../../components/webhooks/event-names.ts'
import { formatCount } from '../../lib/format-number.ts'

/** Something that keeps a webhook from sending, or its calls from being accepted, with the remedy. */
export interface Trouble {
  id: string
  tone: 'bad' | 'waiting' | 'off'
  message: string
  fix: string
  since?: string
  by?: string | null
  action?: 'activate' | 'master-switch'
  /** The delivery that shows it. */
  deliveryId?: string
}

export interface TroubleInput {
  webhook: Webhook
  /** Undefined while it is not known. */
  health: WebhookHealth | undefined
  settings: Pick<Settings, 'webhooksEnabled' | 'webhooksChangedAt' | 'webhooksChangedBy'> | undefined
  types: readonly EventType[] | undefined
  /** Whether its campaign is there; undefined while that is not known. */
  hasCampaign: boolean | undefined
}

/** What stops a webhook or its calls, the most important first. */
export function troublesOf(input: TroubleInput): Trouble[] {
  const { webhook, health } = input
  return [
    ...stopped(input),
    ...(health?.endpoints ?? []).flatMap((endpoint) => ofEndpoint(webhook, endpoint)),
    ...slowness(webhook, health),
    ...unheard(input),
  ]
}

function stopped({ webhook, health, settings }: TroubleInput): Trouble[] {
  const found: Trouble[] = []
  if (settings?.webhooksEnabled === false) {
    found.push({
      id: 'switch-off',
      tone: 'waiting',
      message: `Calls are switched off for the whole workspace: deliveries are made and held. ${heldWords(health, 'switch-off')}`.trim(),
      fix: 'An admin turns calls on again; tests are refused until then, echo still works.',
      ...(settings.webhooksChangedAt && { since: settings.webhooksChangedAt, by: settings.webhooksChangedBy }),
      action: 'master-switch',
    })
  }
  if (webhook.status === 'inactive') {
    found.push({
      id: 'inactive',
      tone: 'off',
      message: `The webhook is inactive: no event is sent. ${heldWords(health, 'webhook-inactive')}`.trim(),
      fix: 'Make it active: events that come from then on are sent, and what is held is sent or dropped, as you choose.',
      ...(health?.inactive && { since: health.inactive.since, by: health.inactive.by }),
      action: 'activate',
    })
  }
  return found
}

/** "12 deliveries are held; they use up no retries." */
function heldWords(health: WebhookHealth | undefined, reason: HeldReason): string {
  const count = health?.held.find((held) => held.reason === reason)?.count ?? 0
  if (count === 0) return ''
  return count === 1 ? '1 delivery is held; it uses up no retries.' : `${formatCount(count)} deliveries are held; they use up no retries.`
}

function ofEndpoint(webhook: Webhook, { id, url, lastCall }: WebhookHealth['endpoints'][number]): Trouble[] {
  if (!lastCall || lastCall.accepted) return []
  const { status, error, at, deliveryId } = lastCall
  const hasAuthorization = webhook.request.headers.some(({ name }) => name.toLowerCase() === 'authorization')
  return callHints({ status, error, durationMs: null, policy: webhook.policy, hasAuthorization }).map(({ message, fix }) => ({
    id: `endpoint ${id}`,
    tone: 'bad' as const,
    message: `${hostOf(url)}: ${message}`,
    fix,
    since: at,
    deliveryId,
  }))
}

function slowness({ policy }: Webhook, health: WebhookHealth | undefined): Trouble[] {
  return (health?.endpoints ?? []).flatMap(({ id, url, p95Ms }) => {
    if (p95Ms === null || !isSlow(p95Ms, policy.timeoutMs)) return []
    const { message, fix } = slow(p95Ms, policy.timeoutMs)
    const words = `${hostOf(url)}: ${message.replace('it took', '95 of 100 calls take up to')}`
    return [{ id: `slow ${id}`, tone: 'waiting' as const, message: words, fix }]
  })
}

/** Why no event may ever reach it. */
function unheard({ webhook, types, hasCampaign }: TroubleInput): Trouble[] {
  const found: Trouble[] = []
  if (webhook.campaignId !== null && hasCampaign === false) {
    found.push({
      id: 'no-campaign',
      tone: 'waiting',
      message: `Its campaign "${webhook.campaignId}" is deleted; events that still carry its id are sent.`,
      fix: 'Choose another campaign, or events of all campaigns.',
    })
  }
  if (!types || webhook.eventTypes.includes('*')) return found
  const wanted = typesOfSubscription(webhook.eventTypes, types)
  const isSeen = types.some(({ name, lastSeenAt }) => wanted.includes(name) && lastSeenAt !== null)
  if (isSeen) return found
  const names = wanted.length === 1 ? `of the type ${wanted[0]}` : 'of its types'
  const message = wanted.length === 0 ? 'Its group has no event type yet, so nothing is sent.' : `No event ${names} has come in yet.`
  return [...found, { id: 'unseen', tone: 'off', message, fix: 'Send one to POST /v1/events, or try the webhook with Test.' }]
}
