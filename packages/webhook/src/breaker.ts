/**
 * The circuit breaker of one endpoint (product.md › What stops what): it opens when an endpoint mostly does not answer,
 * lets one call at a time try after a while, and closes when three in a row were answered. Time comes in, nothing is kept here.
 */
export type Breaker =
  | { phase: 'closed' }
  /** Nothing is sent before `untilMs`; `openings` counts how often it opened without closing between. */
  | { phase: 'open'; openings: number; untilMs: number }
  /** One call at a time is let through; `successes` of them were answered in a row. */
  | { phase: 'probing'; openings: number; successes: number }
  /** It answers again: what was held leaves, slowly at first (`drainedMax`). */
  | { phase: 'draining'; sinceMs: number }

export const closedBreaker: Breaker = Object.freeze({ phase: 'closed' })

/** Calls and failures are counted over this time. */
export const breakerWindowMs = 5 * 60_000
const callsMin = 10
const failedShareMin = 0.7
const openFirstMs = 30_000
const openLastMs = 15 * 60_000
const successesToClose = 3
/** The rate at which held deliveries leave doubles each second at first, and more slowly from 1,024 a second on. */
const drainDoublings = 10
const drainLaterDoubling = 60

const statusesCounted: ReadonlySet<number> = new Set([429, 502, 503, 504])
/** Ways in which no answer came. That a URL or a body is wrong says nothing of the endpoint. */
const errorsCounted: ReadonlySet<string> = new Set(['timeout', 'dns', 'connect', 'reset', 'tls', 'protocol'])

/**
 * Whether an attempt says that the endpoint does not work: no answer, 429, 502–504.
 * In: the answer's status (null without one) and the error's code (null without one).
 */
export function countsAsFailure({ status, error }: { status: number | null; error: string | null }): boolean {
  return status === null ? error !== null && errorsCounted.has(error) : statusesCounted.has(status)
}

/** Calls of one endpoint within the window, and how many of them count as failures. */
export interface CallCounts {
  calls: number
  failed: number
}

/** Opens a closed breaker (or one that drains) when at least 10 calls were made and 70 % of them failed. */
export function tripBreaker(breaker: Breaker, { calls, failed }: CallCounts, nowMs: number): Breaker {
  if (breaker.phase !== 'closed' && breaker.phase !== 'draining') return breaker
  return calls >= callsMin && failed >= calls * failedShareMin ? openedAgain(0, nowMs) : breaker
}

/** Lets an open breaker try when its time is over. */
export function tryBreaker(breaker: Breaker, nowMs: number): Breaker {
  return breaker.phase === 'open' && nowMs >= breaker.untilMs ? { phase: 'probing', openings: breaker.openings, successes: 0 } : breaker
}

/** What a call that was let through for trying says: three good ones in a row close it, a bad one opens it for twice as long. */
export function probedBreaker(breaker: Breaker, { failed, nowMs }: { failed: boolean; nowMs: number }): Breaker {
  if (breaker.phase !== 'probing') return breaker
  if (failed) return openedAgain(breaker.openings, nowMs)
  const successes = breaker.successes + 1
  return successes >= successesToClose ? { phase: 'draining', sinceMs: nowMs } : { ...breaker, successes }
}

/**
 * How many held deliveries may have left, in all, by now: 1 in the first second, 2 in the next, 4, 8 … evenly over each. From
 * 1,024 a second on the rate doubles every minute only: a backlog must not take the machine from the other endpoints, and one
 * that grows meanwhile is overtaken all the same.
 */
export function drainedMax(sinceMs: number, nowMs: number): number {
  const seconds = Math.max(0, (nowMs - sinceMs) / 1000)
  if (seconds < drainDoublings) return Math.floor(2 ** Math.floor(seconds) * (1 + (seconds % 1)))
  const later = seconds - drainDoublings
  const doublings = Math.floor(later / drainLaterDoubling)
  const before = drainLaterDoubling * (2 ** doublings - 1)
  return Math.floor(2 ** drainDoublings * (1 + before + 2 ** doublings * (later - drainLaterDoubling * doublings)))
}

function openedAgain(openings: number, nowMs: number): Breaker {
  return { phase: 'open', openings: openings + 1, untilMs: nowMs + Math.min(openFirstMs * 2 ** openings, openLastMs) }
}
