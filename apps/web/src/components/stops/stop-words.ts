import type { Endpoint, EndpointStop } from '@hookline/schema'
import { formatCount } from '../../lib/format-number.ts'

/** What stops an endpoint, in words: what is the matter, why, since when, and how it ends. */
export interface StopWords {
  tone: 'waiting' | 'bad' | 'good'
  /** The beginning of a sentence: "crm.example.com is paused". */
  title: string
  why: string
  since: string | null
  /** When it is tried again by itself. */
  until: string | null
}

/** Null where nothing stops it. */
export function stopWords({ paused, breaker, breakerSince, openUntil, failingSince }: EndpointStop, host: string): StopWords | null {
  if (paused) return { tone: 'bad', title: `${host} is paused`, why: pauseWords(paused), since: paused.at, until: null }
  // A breaker opens when most calls fail: the last one may have succeeded.
  const since = failingSince ?? breakerSince
  switch (breaker) {
    case 'open':
      return { tone: 'bad', title: `${host} mostly fails and is left alone`, why: fails, since, until: openUntil }
    case 'probing':
      return { tone: 'waiting', title: `${host} is tried with one call at a time`, why: probes, since, until: null }
    case 'draining':
      return { tone: 'good', title: `${host} is called again`, why: 'What was held leaves, more each second.', since: null, until: null }
    case 'closed':
      return null
  }
}

const fails = 'Hookline tries it by itself and sends what is held as soon as it answers.'
const probes = 'After three good answers in a row what is held leaves.'

function pauseWords({ reason, by }: NonNullable<EndpointStop['paused']>): string {
  switch (reason) {
    case 'gone':
      return 'It answered 410 Gone: it wants no more calls. See to the receiver, or change the URL, then resume.'
    case 'asked':
      return 'It asked for no more calls (webhook-delivery: disable). Ask its people, then resume.'
    case 'no-success':
      return 'It accepted nothing for five days. See what it answers, then resume.'
    case 'by-hand':
      return by === null ? 'By hand.' : `By ${by}.`
  }
}

/** The worst of what stops the endpoints of one source, in a word: "paused". */
export function stopWord(endpoints: readonly Pick<Endpoint, 'stop'>[]): string | null {
  if (endpoints.some(({ stop }) => stop.paused !== null)) return 'paused'
  return endpoints.some(({ stop }) => stop.breaker === 'open' || stop.breaker === 'probing') ? 'left alone' : null
}

/** What an endpoint holds: "214 deliveries are held; they use up no retries." */
export function heldWords(held: number | null): string {
  if (held === null) return 'Thousands of deliveries are owed; those of it are held and use up no retries.'
  if (held === 0) return 'Nothing is held so far; what comes is.'
  return held === 1 ? '1 delivery is held; it uses up no retries.' : `${formatCount(held)} deliveries are held; they use up no retries.`
}

/** The stops that concern a screen, the pauses first; what is called again needs nobody. */
export function pressing(endpoints: readonly Endpoint[]): Endpoint[] {
  const weight = ({ stop }: Endpoint) => (stop.paused ? 0 : stop.breaker === 'open' ? 1 : 2)
  return endpoints.filter(({ stop }) => stop.paused !== null || stop.breaker !== 'draining').toSorted((a, b) => weight(a) - weight(b))
}
