import { createHmac, type KeyObject, randomBytes } from 'node:crypto'
import {
  childTraceparent,
  classify,
  type DeliveryErrorCode,
  deliveryErrors,
  directiveOf,
  nextDelayMs,
  retryAfterMs,
  sign,
  traceparentName,
} from '@hookline/webhook'
import type { Clock } from '../clock.ts'
import { publicId } from '../ids.ts'
import type { Live } from '../live/load.ts'
import { placeKey } from '../live/open-secrets.ts'
import type { AttemptOutcome } from '../queue/finish.ts'
import type { Owed } from '../queue/owed.ts'
import type { Sealer } from '../seal.ts'
import { userAgent } from '../version.ts'
import type { Sender, SendOutcome } from './send.ts'

export interface AttemptOptions {
  sender: Sender
  clock: Clock
  live: () => Live
  sealer: Sealer
  /** A number of [0, 1). */
  random: () => number
}

/** What is refused before anything leaves: no attempt (architecture.md › What cannot be rendered or sent). */
const notSent: ReadonlySet<DeliveryErrorCode> = new Set(['blocked-address', 'invalid-url'])

/** Hookline stops: the try was cut off, and nothing of it may be written down. */
export class Aborted extends Error {}

/** Makes one try of a delivery and judges it: headers and signature fresh, body and message id as stored. Throws `Aborted`. */
export function createAttempt({ sender, clock, live, sealer, random }: AttemptOptions) {
  return async function attempt(owed: Owed): Promise<AttemptOutcome> {
    const startedAtMs = clock.now()
    const keys = live().signing.get(placeKey(owed.sourceId, owed.nodeId)) ?? []
    const headers = outgoingHeaders(owed, { keys, startedAtMs, sealer })
    const sent = await sender.send({ method: owed.method, url: owed.url, headers, body: owed.body }, { timeoutMs: owed.timeoutMs })
    if (sent.kind === 'aborted') throw new Aborted('Hookline stops; the delivery is given back')
    const directive = sent.kind === 'answer' ? directiveOf(sent.headers) : null
    const verdict = classify({ outcome: sent.kind === 'answer' ? { ...sent, directive } : sent, policy: { success: owed.success } })
    const made = !(sent.kind === 'error' && notSent.has(sent.code))
    const number = owed.attempts + (made ? 1 : 0)
    const scheduledMs = verdict.kind === 'retry' ? nextDelayMs({ retry: owed.retry, failures: number, random: random() }) : null
    const waitMs = askedMs(sent, clock.now())
    const delayMs = scheduledMs === null ? null : Math.max(scheduledMs, waitMs)
    const message = verdict.kind === 'succeeded' ? null : sent.kind === 'error' ? sent.message : deliveryErrors[verdict.code].message
    return {
      workspaceId: owed.workspaceId,
      deliveryId: owed.id,
      endpointId: owed.endpointId,
      number,
      made,
      startedAtMs,
      durationMs: sent.durationMs,
      status: sent.kind === 'answer' ? sent.status : null,
      error: verdict.kind === 'succeeded' ? null : verdict.code,
      errorMessage: message === null ? null : printable(message),
      headers: sent.kind === 'answer' ? sent.headers : null,
      body: sent.kind === 'answer' ? sent.body : null,
      bodyTruncated: sent.kind === 'answer' && sent.bodyTruncated,
      pauses: directive === 'disable' ? 'asked' : verdict.kind === 'final' && verdict.code === 'gone' ? 'gone' : null,
      askedMs: waitMs,
      next: delayMs === null ? { status: verdict.kind === 'succeeded' ? 'succeeded' : 'undelivered' } : { delayMs },
    }
  }
}

const retryAfterMsMin = 1000
const statusesThatAsk: ReadonlySet<number> = new Set([429, 503])

/** How long a receiver that is too busy asks to be left alone: a second to a day, 0 where it asks nothing. */
function askedMs(sent: SendOutcome, nowMs: number): number {
  if (sent.kind !== 'answer' || !statusesThatAsk.has(sent.status)) return 0
  const value = sent.headers.find(([name]) => name.toLowerCase() === 'retry-after')?.[1]
  const askedFor = retryAfterMs({ value, nowMs })
  return askedFor === null ? 0 : Math.max(askedFor, retryAfterMsMin)
}

/** The headers as they leave: a flat list of names and values. */
export function outgoingHeaders(
  owed: Pick<Owed, 'headers' | 'secretHeaders' | 'messageId' | 'body'>,
  { keys, startedAtMs, sealer }: { keys: readonly KeyObject[]; startedAtMs: number; sealer: Sealer },
): string[] {
  const flat: string[] = []
  for (const [name, value] of owed.headers) flat.push(name, isTraceparent(name) ? childTraceparent(value, newParentId()) : value)
  if (owed.secretHeaders) flat.push(...(JSON.parse(sealer.open(owed.secretHeaders)) as [string, string][]).flat())
  const id = publicId('msg', owed.messageId)
  const timestampSeconds = Math.floor(startedAtMs / 1000)
  flat.push('user-agent', userAgent, 'webhook-id', id, 'webhook-timestamp', String(timestampSeconds))
  if (keys.length > 0) flat.push('webhook-signature', sign({ keys, id, timestampSeconds, body: owed.body ?? '' }, hmacSha256))
  return flat
}

// Each attempt is a call of its own within its trace (W3C Trace Context section 3.4).
function isTraceparent(name: string): boolean {
  return name.length === traceparentName.length && name.toLowerCase() === traceparentName
}

function newParentId(): string {
  return randomBytes(8).toString('hex')
}

function hmacSha256(key: KeyObject, head: string, body: Buffer | string): string {
  return createHmac('sha256', key).update(head).update(body).digest('base64')
}

/** An error's text may quote what a stranger sent; PostgreSQL's text takes neither NUL nor half a character. */
function printable(message: string): string {
  return message.toWellFormed().replaceAll('\0', '\uFFFD').slice(0, 1000)
}
