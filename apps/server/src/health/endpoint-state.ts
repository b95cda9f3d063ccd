import type { HeldReason, pauseReasons } from '@hookline/schema'
import { type Breaker, closedBreaker } from '@hookline/webhook'

export type PauseReason = (typeof pauseReasons)[number]

/** What is known against an endpoint. */
export interface EndpointState {
  endpointId: string
  breaker: Breaker
  /** Since when the breaker is in its phase; null while it is closed. */
  phaseSinceMs: number | null
  probeId: string | null
  probeUntilMs: number | null
  drained: number
  pause: { atMs: number; reason: PauseReason; by: string | null } | null
  retryAfterMs: number | null
  failingSinceMs: number | null
}

/** Why an endpoint gets nothing new. */
export type EndpointStop = Extract<HeldReason, 'breaker-open' | 'endpoint-paused'>

/** Why a new delivery of an endpoint in this state is made held; null where it is not. */
export function heldReasonOf(state: EndpointState | undefined): EndpointStop | null {
  if (!state) return null
  if (state.pause) return 'endpoint-paused'
  return state.breaker.phase === 'closed' ? null : 'breaker-open'
}

/** What stands against an endpoint, as a text to compare. */
export function stopOf(state: EndpointState | undefined): string {
  return state ? `${state.pause !== null} ${state.breaker.phase} ${state.probeId}` : 'false closed null'
}

/** The row of `endpoint_states`, its times as epoch milliseconds. */
export interface EndpointStateRow {
  endpointId: string
  phase: 'open' | 'probing' | 'draining' | null
  sinceMs: number | null
  untilMs: number | null
  openings: number
  successes: number
  drained: number
  probeId: string | null
  probeUntilMs: number | null
  pausedAtMs: number | null
  pausedReason: PauseReason | null
  pausedBy: string | null
  retryAfterMs: number | null
  failingSinceMs: number | null
}

export function toState(row: EndpointStateRow): EndpointState {
  const { endpointId, probeId, probeUntilMs, drained, pausedAtMs, pausedReason, pausedBy, retryAfterMs, failingSinceMs } = row
  const pause = pausedAtMs === null ? null : { atMs: pausedAtMs, reason: pausedReason ?? 'by-hand', by: pausedBy }
  const phaseSinceMs = row.phase === null ? null : row.sinceMs
  return { endpointId, breaker: breakerOf(row), phaseSinceMs, probeId, probeUntilMs, drained, pause, retryAfterMs, failingSinceMs }
}

function breakerOf({ phase, openings, successes, sinceMs, untilMs }: EndpointStateRow): Breaker {
  if (phase === 'open') return { phase, openings, untilMs: untilMs ?? 0 }
  if (phase === 'probing') return { phase, openings, successes }
  if (phase === 'draining') return { phase, sinceMs: sinceMs ?? 0 }
  return closedBreaker
}

/** The columns that say a breaker; what they replace is named by `whenPhase`, so that of two processes one succeeds. */
export function breakerColumns(breaker: Breaker, nowMs: number) {
  const at = (ms: number) => new Date(ms).toISOString()
  return {
    phase: breaker.phase === 'closed' ? null : breaker.phase,
    since: breaker.phase === 'closed' ? null : at(breaker.phase === 'draining' ? breaker.sinceMs : nowMs),
    until: breaker.phase === 'open' ? at(breaker.untilMs) : null,
    openings: breaker.phase === 'open' || breaker.phase === 'probing' ? breaker.openings : 0,
    successes: breaker.phase === 'probing' ? breaker.successes : 0,
  }
}
