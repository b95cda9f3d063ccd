import type { Attempt, Delivery, DeliverySummary } from '@hookline/schema'
import { formatMs } from '../../lib/format-number.ts'
import { heldReasonWords } from '../delivery-status.tsx'

/** The host that a URL leads to, with its port; of what is no URL nothing is left out. */
export function hostOf(url: string): string {
  try {
    return new URL(url).host
  } catch {
    return url
  }
}

interface TimeWords {
  /** A time that was: "12:04:10". */
  clock: (time: string) => string
  /** A time to come: "in 5 min." */
  until: (time: string) => string
}

/** How a delivery stands, in a sentence: "Undelivered: 500 from crm.example.com five times; last 12:04:10". */
export function statusSentence(delivery: Delivery, { clock, until }: TimeWords): string {
  const host = hostOf(delivery.url)
  const last = delivery.attempts.at(-1)
  switch (delivery.status) {
    case 'succeeded':
      return `Succeeded: ${last?.status ?? 'an answer'} from ${host}${atAttempt(delivery.attempts.length)}${last ? `, answered in ${formatMs(last.durationMs)}` : ''}`
    case 'undelivered':
      return `Undelivered: ${last ? `${results(delivery.attempts, host)}; last ${clock(last.startedAt)}` : 'nothing was sent'}`
    case 'cancelled':
      return `Cancelled: ${last ? `${results(delivery.attempts, host)} before; last ${clock(last.startedAt)}` : 'nothing was sent'}`
    case 'held':
      return `Held: ${delivery.heldReason ? heldReasonWords[delivery.heldReason] : 'it waits'}${last ? `; before, ${results(delivery.attempts, host)}` : ''}`
    case 'pending':
      return `Pending: ${last ? results(delivery.attempts, host) : `not sent to ${host} yet`}${nextTry(delivery, until)}`
  }
}

function nextTry({ nextAttemptAt, attempts }: Delivery, until: TimeWords['until']): string {
  if (nextAttemptAt === null) return '; it is being sent'
  return attempts.length === 0 ? '' : `; next try ${until(nextAttemptAt)}`
}

function atAttempt(count: number): string {
  return count < 2 ? '' : ` at attempt ${count}`
}

/** "500 from crm.example.com five times"; where they differ, the last and how many there were. */
function results(attempts: readonly Attempt[], host: string): string {
  const words = attempts.map(outcomeWord)
  const last = words.at(-1) ?? ''
  const isSame = words.every((word) => word === last)
  const from = /^\d/.test(last) ? `${last} from ${host}` : `${last} (${host})`
  if (isSame) return `${from} ${times(attempts.length)}`
  return `${from} at the last of ${attempts.length} attempts`
}

const fewTimes = [
  'never',
  'once',
  'twice',
  'three times',
  'four times',
  'five times',
  'six times',
  'seven times',
  'eight times',
  'nine times',
]

function times(count: number): string {
  return fewTimes[count] ?? `${count} times`
}

const errorWords = new Map(
  Object.entries({
    timeout: 'no answer in time',
    dns: 'host not found',
    connect: 'no connection',
    reset: 'connection closed',
    tls: 'no secure connection',
    redirect: 'redirected',
    gone: '410 Gone',
    'blocked-address': 'private address',
    protocol: 'not valid HTTP',
    'headers-too-large': 'headers too large',
    'invalid-body': 'invalid body',
    'invalid-header': 'invalid header',
    'invalid-url': 'invalid URL',
    'render-limit': 'too large',
  }),
)

/** What one try led to: the code that came back, else in two words why none did. */
export function outcomeWord({ status, error }: { status?: number | null | undefined; error?: string | undefined }): string {
  if (status !== undefined && status !== null) return String(status)
  return error === undefined ? 'no result' : (errorWords.get(error) ?? error)
}

/** What the list shows as a delivery's code, or the word that is searched by; nothing before its first try. */
export function codeWord({ lastStatus, error }: Pick<DeliverySummary, 'lastStatus' | 'error'>): string {
  return lastStatus === null ? (error ?? '–') : String(lastStatus)
}
