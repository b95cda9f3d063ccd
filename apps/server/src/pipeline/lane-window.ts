import type { AttemptOutcome } from '../queue/finish.ts'

/** Calls of one origin under way at once: so many at first, and at most. */
export const windowFirst = 8
export const windowMost = 64

/** How a call ended, for its origin's window; `durationMs` from connecting to the end of the answer. */
export type CallEnd = { kind: 'answered'; durationMs: number } | { kind: 'timed-out' } | { kind: 'other' }

/** How the call of an attempt ended. */
export function callEndOf({ status, error, durationMs }: Pick<AttemptOutcome, 'status' | 'error' | 'durationMs'>): CallEnd {
  if (status !== null) return { kind: 'answered', durationMs }
  return { kind: error === 'timeout' || error === 'too-slow-body' ? 'timed-out' : 'other' }
}

const slowFactor = 2
// Below this a difference may be our own: a busy process measures its own waiting too.
const slowAllowanceMs = 50
/** The best latency is forgotten slowly, so that an origin that has become slower for good may grow again. */
const bestGrowth = 1.002

/**
 * How many calls one origin may have under way: one more with each answer while its latency holds, half as many after a
 * time-out (additive increase, multiplicative decrease).
 */
export class LaneWindow {
  #size = windowFirst
  #bestMs = Number.POSITIVE_INFINITY

  get size(): number {
    return this.#size
  }

  note(end: CallEnd): void {
    if (end.kind === 'timed-out') this.#size = Math.max(1, this.#size >> 1)
    if (end.kind !== 'answered') return
    this.#bestMs = Math.min(this.#bestMs * bestGrowth, end.durationMs)
    if (end.durationMs <= this.#bestMs * slowFactor + slowAllowanceMs) this.#size = Math.min(windowMost, this.#size + 1)
  }
}
