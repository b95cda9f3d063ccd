import { breakerWindowMs, type CallCounts } from '@hookline/webhook'

const minuteMs = 60_000

/** The calls of one endpoint in one minute. */
export interface MinuteOfCalls extends CallCounts {
  endpointId: string
  minuteMs: number
}

/** Counts this process's calls by endpoint and minute, for as long as the breaker's window. */
export class CallWindows {
  #minutes = new Map<string, Map<number, CallCounts>>()

  add(endpointId: string, nowMs: number, isFailure: boolean): void {
    const minute = nowMs - (nowMs % minuteMs)
    let minutes = this.#minutes.get(endpointId)
    if (!minutes) {
      minutes = new Map()
      this.#minutes.set(endpointId, minutes)
    }
    const counts = minutes.get(minute)
    if (counts) {
      counts.calls++
      if (isFailure) counts.failed++
    } else minutes.set(minute, { calls: 1, failed: isFailure ? 1 : 0 })
  }

  /** The minutes of endpoints of which a call failed, and of those that are named. */
  suspects(named: ReadonlySet<string>): MinuteOfCalls[] {
    const found: MinuteOfCalls[] = []
    for (const [endpointId, minutes] of this.#minutes) {
      const isSuspect = named.has(endpointId) || [...minutes.values()].some(({ failed }) => failed > 0)
      if (isSuspect) for (const [at, counts] of minutes) found.push({ endpointId, minuteMs: at, ...counts })
    }
    return found
  }

  /** Forgets what is older than the window. */
  sweep(nowMs: number): void {
    for (const [endpointId, minutes] of this.#minutes) {
      for (const at of minutes.keys()) if (at <= nowMs - breakerWindowMs) minutes.delete(at)
      if (minutes.size === 0) this.#minutes.delete(endpointId)
    }
  }

  /** Begins anew for an endpoint: its breaker closed. */
  forget(endpointId: string): void {
    this.#minutes.delete(endpointId)
  }
}
