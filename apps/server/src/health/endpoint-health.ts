import { breakerWindowMs, closedBreaker, countsAsFailure, probedBreaker, tripBreaker } from '@hookline/webhook'
import type { Clock } from '../clock.ts'
import type { Sql } from '../db/client.ts'
import { withDeadline } from '../db/with-deadline.ts'
import type { Log } from '../log.ts'
import type { AttemptOutcome } from '../queue/finish.ts'
import { holdOwed } from '../queue/hold.ts'
import { CallWindows } from './call-windows.ts'
import { type EndpointState, type EndpointStop, heldReasonOf, stopOf } from './endpoint-state.ts'
import { FailingEndpoints } from './failing.ts'
import { keepEndpoints } from './keep.ts'
import { countSharers, forgetCalls, noteRetryAfter, readStates, setBreaker, setPause, shareCalls, suspectedEndpoints } from './store.ts'

// What is known against endpoints, shared by all processes through the database: each counts its own calls, adds them up
// with the others' as soon as one fails, and reads every second what stands against any endpoint.

const tickMs = 1000
/** While something drains, so that what leaves is spread over each second. */
const drainTickMs = 200
/** What is held for an endpoint that is free again, because of a batch that did not know it yet, waits so long at most. */
const sweepEveryMs = 15_000

export interface EndpointHealthOptions {
  sql: Sql
  clock: Clock
  log: Log
  workspaceId: number
  processId: string
  /** Called when something stands against an endpoint that did not before, or no more: what waits is to be judged again. */
  onChanged: () => void
  /** Called when an endpoint was paused by itself: its event is owed. */
  onPaused: () => void
}

/** Whether a delivery of an endpoint may leave: it may, it is held, or nothing is sent there for a while. */
export type EndpointPermission = 'send' | EndpointStop | { waitMs: number }

export class EndpointHealth {
  #options: EndpointHealthOptions
  #states = new Map<string, EndpointState>()
  #windows = new CallWindows()
  #suspects: ReadonlySet<string> = new Set()
  #probed: { endpointId: string; probeId: string; failed: boolean }[] = []
  /** Endpoints that an answer paused: what is owed to them is to be held. */
  #paused = new Set<string>()
  #waits = new Map<string, number>()
  #failing = new FailingEndpoints()
  #runs = false
  #timer: NodeJS.Timeout | undefined
  #ticking: Promise<void> | null = null
  #again = false
  #sweptAt = Number.NEGATIVE_INFINITY
  /** Processes that deliver: those that share an endpoint's rate. */
  sharers = 1

  constructor(options: EndpointHealthOptions) {
    this.#options = options
  }

  async start(): Promise<void> {
    await this.#readStates()
    this.#runs = true
    this.#wakeLater()
  }

  async stop(): Promise<void> {
    this.#runs = false
    clearTimeout(this.#timer)
    await this.#ticking
  }

  /** Reads what stands against endpoints now. */
  refresh(): Promise<void> {
    return this.#readStates()
  }

  /** Looks now, or once more after the look that is under way. */
  wake(): void {
    if (this.#ticking) {
      this.#again = true
      return
    }
    clearTimeout(this.#timer)
    this.#ticking = withDeadline(this.#tick())
      .catch((error: unknown) => this.#options.log.warn({ err: error }, 'the health of endpoints could not be shared; trying again'))
      .finally(() => {
        this.#ticking = null
        const again = this.#again
        this.#again = false
        if (!this.#runs) return
        if (again) this.wake()
        else this.#wakeLater()
      })
  }

  #wakeLater(): void {
    const isDraining = [...this.#states.values()].some(({ breaker, pause }) => breaker.phase === 'draining' && !pause)
    this.#timer = setTimeout(() => this.wake(), isDraining ? drainTickMs : tickMs)
  }

  /** Why a new delivery of the endpoint is made held; null where it is not. */
  heldReason(endpointId: string): EndpointStop | null {
    return heldReasonOf(this.#states.get(endpointId))
  }

  /** Whether an owed delivery may leave now. What was held leaves while the endpoint drains; one at a time while it is tried. */
  permissionOf({ id, endpointId }: { id: string; endpointId: string }): EndpointPermission {
    const state = this.#states.get(endpointId)
    if (!state) return 'send'
    const { breaker, pause, probeId, retryAfterMs } = state
    if (pause) return 'endpoint-paused'
    if (breaker.phase === 'open' || (breaker.phase === 'probing' && id !== probeId)) return 'breaker-open'
    const waitMs = Math.max(retryAfterMs ?? 0, this.#waits.get(endpointId) ?? 0) - this.#options.clock.now()
    return waitMs > 0 ? { waitMs } : 'send'
  }

  /** Takes in what came of attempts that were written. */
  note(outcomes: readonly AttemptOutcome[]): void {
    const nowMs = this.#options.clock.now()
    for (const outcome of outcomes) if (outcome.made) this.#noteOne(outcome, nowMs)
  }

  #noteOne({ endpointId, deliveryId, status, error, pauses, askedMs }: AttemptOutcome, nowMs: number): void {
    const isFailure = countsAsFailure({ status, error })
    this.#windows.add(endpointId, nowMs, isFailure)
    const state = this.#states.get(endpointId)
    this.#failing.note(endpointId, { failed: error !== null, isKnown: state !== undefined })
    if (state?.probeId === deliveryId) {
      this.#probed.push({ endpointId, probeId: deliveryId, failed: isFailure })
      this.wake()
    }
    if (pauses) {
      this.#paused.add(endpointId)
      this.wake()
    }
    if (askedMs > 0) this.#waits.set(endpointId, Math.max(this.#waits.get(endpointId) ?? 0, nowMs + askedMs))
  }

  async #tick(): Promise<void> {
    const { sql, workspaceId, clock, log } = this.#options
    const nowMs = clock.now()
    this.#windows.sweep(nowMs)
    await this.#writeProbed(nowMs)
    await this.#holdPaused()
    await this.#writeWaits(nowMs)
    // Since when an endpoint fails is there before its breaker opens: whoever is told of the one reads the other.
    await this.#failing.write(sql, { workspaceId, states: this.#states, nowMs })
    await this.#shareCalls(nowMs)
    const sweeps = nowMs - this.#sweptAt >= sweepEveryMs
    if (sweeps) this.#sweptAt = nowMs
    await keepEndpoints({ sql, workspaceId, nowMs, log, sweeps, pause: (endpointId) => this.#pauseDead(endpointId, nowMs) })
    await this.#readStates()
  }

  async #writeProbed(nowMs: number): Promise<void> {
    const { sql, workspaceId } = this.#options
    for (let probed = this.#probed.shift(); probed; probed = this.#probed.shift()) {
      const { endpointId, probeId, failed } = probed
      const before = this.#states.get(endpointId)?.breaker ?? closedBreaker
      if (before.phase !== 'probing') continue
      const breaker = probedBreaker(before, { failed, nowMs })
      await setBreaker(sql, { workspaceId, endpointId, from: 'probing', probeId, breaker, nowMs })
      if (breaker.phase === 'open') await holdOwed(sql, { workspaceId, endpointId }, 'breaker-open')
      await this.#readStates()
    }
  }

  async #holdPaused(): Promise<void> {
    for (const endpointId of this.#paused) {
      await holdOwed(this.#options.sql, { workspaceId: this.#options.workspaceId, endpointId }, 'endpoint-paused')
      this.#paused.delete(endpointId)
    }
  }

  async #pauseDead(endpointId: string, nowMs: number): Promise<void> {
    const { sql, workspaceId, onPaused } = this.#options
    if (!(await setPause(sql, { workspaceId, endpointId, reason: 'no-success', by: null, nowMs }))) return
    onPaused()
    await holdOwed(sql, { workspaceId, endpointId }, 'endpoint-paused')
  }

  async #writeWaits(nowMs: number): Promise<void> {
    const { sql, workspaceId } = this.#options
    for (const [endpointId, untilMs] of this.#waits) {
      if (untilMs <= nowMs) this.#waits.delete(endpointId)
      else if ((this.#states.get(endpointId)?.retryAfterMs ?? 0) < untilMs) await noteRetryAfter(sql, workspaceId, { endpointId, untilMs })
    }
  }

  /** Adds this process's calls to the others', and opens the breakers of endpoints that mostly fail. */
  async #shareCalls(nowMs: number): Promise<void> {
    const { sql, workspaceId, processId, log } = this.#options
    const sinceMs = nowMs - breakerWindowMs
    this.#suspects = await suspectedEndpoints(sql, workspaceId, sinceMs)
    const minutes = this.#windows.suspects(this.#suspects)
    for (const { endpointId, ...counts } of await shareCalls(sql, { workspaceId, processId, minutes, sinceMs })) {
      const before = this.#states.get(endpointId)?.breaker ?? closedBreaker
      const breaker = tripBreaker(before, counts, nowMs)
      if (breaker === before) continue
      if (!(await setBreaker(sql, { workspaceId, endpointId, from: before.phase, breaker, nowMs }))) continue
      log.warn({ endpoint: endpointId, ...counts }, 'an endpoint mostly fails; what is owed to it is held until it answers again')
      // Nothing more is sent from here on; then what is owed is held.
      await this.#readStates()
      await holdOwed(sql, { workspaceId, endpointId }, 'breaker-open')
    }
  }

  /** What failed before an endpoint answered again counts no more, or its breaker would open at once. */
  async #forgetDrained(before: ReadonlyMap<string, EndpointState>, states: ReadonlyMap<string, EndpointState>): Promise<void> {
    const { sql, workspaceId, processId } = this.#options
    for (const [endpointId, { breaker }] of states) {
      if (breaker.phase !== 'draining' || before.get(endpointId)?.breaker.phase === 'draining') continue
      this.#windows.forget(endpointId)
      await forgetCalls(sql, { workspaceId, endpointId, processId })
    }
  }

  async #readStates(): Promise<void> {
    const { sql, workspaceId, onChanged } = this.#options
    const [found, sharers] = await Promise.all([readStates(sql, workspaceId), countSharers(sql)])
    this.sharers = Math.max(1, sharers)
    const states = new Map(found.map((state) => [state.endpointId, state]))
    const before = this.#states
    this.#states = states
    await this.#forgetDrained(before, states)
    const ids = new Set([...before.keys(), ...states.keys()])
    if ([...ids].some((id) => stopOf(before.get(id)) !== stopOf(states.get(id)))) onChanged()
  }
}
