import { advance, type EngineEvent, errorText, eventScope, type LiveSource, type PathEntry } from '@hookline/engine'
import type { Tx } from '../db/client.ts'
import { endOfWork, withDeadline } from '../db/with-deadline.ts'
import type { Live, LiveRequest } from '../live/load.ts'
import { BehaviourLedger } from './behaviour-ledger.ts'
import { Caused, type DecidingOptions } from './caused.ts'
import { isRefusedData } from './database-errors.ts'
import { renderOutcomes } from './render-outcomes.ts'
import { behaviourPlaces } from './run-behaviour.ts'
import { type RunPlan, RunPlans } from './run-plans.ts'
import { openBehaviours } from './store/behaviours.ts'
import { readGeneration } from './store/events.ts'
import { inTransaction, type LastStatements } from './store/transaction.ts'
import { type ClaimedRun, claimAgain, claimWaiting, endWaiting, keepWaiting, type RunWait, type WaitEnd } from './store/waiting-runs.ts'

// The second door into stage 2: runs whose time has come go on, in one transaction for a batch. Their users are locked, so
// that conditions and templates see the states of this moment. Whoever dies meanwhile leaves everything as it was.

export interface WakeOptions extends DecidingOptions {
  /** Called, after their commit, when runs went on; with how many of their deliveries could not be rendered. */
  onWoken: (unsendable: number) => void
}

/** What a run did with its step. */
interface Moved {
  event: EngineEvent
  matches: { source: LiveSource; calls: ReturnType<typeof advance<LiveRequest>>['calls'] }[]
  end: WaitEnd | null
  wait: RunWait | null
}

interface Batch {
  claimed: readonly ClaimedRun[]
  caused: Caused | null
  /** Runs that went on; those of an automation that was paused meanwhile did not. */
  moved: number
}

export class Wake {
  #options: WakeOptions
  #plans = new RunPlans()
  #turn = 0

  constructor(options: WakeOptions) {
    this.#options = options
  }

  /**
   * Lets runs that are due go on, at most `limit` of them. Out: how many did. Data that the database refuses fails with its
   * own run alone: the batch is halved until that is known. Throws where the database is away, or in a conflict.
   */
  async settle(limit: number): Promise<number> {
    if (this.#options.live.current().journeys.length === 0) return 0
    const batch: Batch = { claimed: [], caused: null, moved: 0 }
    try {
      return await this.#transact(limit, batch)
    } catch (error) {
      if (!isRefusedData(error) || batch.claimed.length === 0) throw error
      const [first] = batch.claimed
      if (first && batch.claimed.length === 1) return this.#fail(first, error)
      return this.settle(batch.claimed.length >> 1)
    }
  }

  async #transact(limit: number, batch: Batch): Promise<number> {
    const { sql, clock, stageLog, deliver, onWoken } = this.#options
    await deliver?.breathe()
    const startedAt = clock.monotonic()
    const transaction = inTransaction(sql, (tx, begun) => this.#work(tx, begun, { limit, batch }))
    try {
      await withDeadline(transaction)
    } catch (error) {
      // One that only takes too long goes on, and may be committed yet: what it holds is given up once it has ended.
      void endOfWork(transaction, error).then((reason) => batch.caused?.abandon(reason))
      throw error
    }
    if (!batch.caused) return 0
    const { counts } = batch.caused
    batch.caused.committed()
    onWoken(counts.unsendable)
    stageLog.step('wake', { durationMs: clock.monotonic() - startedAt, counts: { ...counts, runs: batch.moved } })
    return batch.moved
  }

  /** Two round trips: begin and claim, write and commit; one more where conditions ask what users did, or a version is to be read. */
  async #work(tx: Tx, begun: Promise<unknown>, { limit, batch }: { limit: number; batch: Batch }): Promise<LastStatements | undefined> {
    const { workspaceId, clock, live: liveStore, sealer } = this.#options
    const nowMs = clock.now()
    const automationIds = this.#inTurn(liveStore.current().journeys)
    const claiming = claimWaiting(tx, workspaceId, { automationIds, nowMs, limit })
    const [, claimed, generation] = await Promise.all([begun, claiming, readGeneration(tx, workspaceId)])
    if (claimed.length === 0) return undefined
    const live = await liveStore.ensure(generation)
    // One that was paused or deleted meanwhile: its runs stay as they are.
    const active = new Set(live.journeys)
    const runs = claimed.filter(({ automationId }) => active.has(automationId))
    batch.claimed = runs
    if (runs.length === 0) return undefined
    const planOf = await this.#plans.open(tx, live, { workspaceId, runs })
    const moved = await this.#advanceAll(tx, runs, { live, planOf, nowMs })
    const caused = new Caused(this.#options)
    batch.caused = caused
    batch.moved = runs.length
    const slices = renderOutcomes(moved, { workspaceId, nowMs, sealer, groups: live.groups })
    const { value: first } = slices.next()
    const unanswered = Promise.all([
      keepWaiting(
        tx,
        moved.flatMap(({ wait }) => wait ?? []),
      ),
      endWaiting(tx, { runs: moved.flatMap(({ end }) => end ?? []), nowMs }),
      first && caused.store(tx, first, live),
    ])
    if (!first || first.isLast) return { unanswered }
    await unanswered
    for (const slice of slices) await caused.store(tx, slice, live)
    return undefined
  }

  async #advanceAll(
    tx: Tx,
    runs: readonly ClaimedRun[],
    { live, planOf, nowMs }: { live: Live; planOf: (run: ClaimedRun) => RunPlan; nowMs: number },
  ): Promise<Moved[]> {
    const { workspaceId, log } = this.#options
    const { counters } = live
    const read = behaviourPlaces(runs, planOf, counters)
    const rows = read.length === 0 ? [] : await openBehaviours(tx, workspaceId, { counted: [], read })
    const ledger = new BehaviourLedger({ counters, plan: { counts: new Map(), counted: [], read }, events: [], nowMs, rows })
    const surroundings = {
      campaigns: live.campaigns,
      now: new Date(nowMs).toISOString(),
      behaviour: (event: EngineEvent) => ledger.upTo(event),
    }
    return runs.map((run) => {
      const event = eventOf(run)
      const plan = planOf(run)
      const failed = (error: string): Moved => {
        log.error({ stage: 'wake', source: run.automationId, run: run.id, error }, 'a run failed; others went on')
        return { event, matches: [], end: endOf(run, { path: run.path, error }), wait: null }
      }
      if (!plan.ok) return failed(plan.error)
      try {
        const scope = eventScope(event, run.state, surroundings)
        const { path, calls, waiting } = advance(plan.entry.plan, run, { signal: { kind: 'timer' }, scope })
        const wait = waiting && { place: run.place, path, nodeId: waiting.nodeId, dueMs: waiting.untilMs }
        return { event, matches: [{ source: plan.entry.source, calls }], end: wait ? null : endOf(run, { path, error: null }), wait }
      } catch (error) {
        return failed(errorText(error))
      }
    })
  }

  /** What the database refuses of a run's own data ends that run. */
  async #fail(run: ClaimedRun, error: unknown): Promise<number> {
    const { sql, clock, log, workspaceId, onWoken } = this.#options
    log.error({ stage: 'wake', source: run.automationId, run: run.id, err: error }, 'the database refused what a run made')
    await inTransaction(sql, async (tx, begun) => {
      const [, place] = await Promise.all([begun, claimAgain(tx, workspaceId, run)])
      if (place === null) return
      const end = endOf({ ...run, place }, { path: run.path, error: errorText(error).replaceAll('\0', '') })
      await endWaiting(tx, { runs: [end], nowMs: clock.now() })
    })
    onWoken(0)
    return 1
  }

  /** The automations, each time from another one on: one with much to do does not keep the others waiting. */
  #inTurn(automationIds: readonly string[]): string[] {
    const at = automationIds.length === 0 ? 0 : this.#turn++ % automationIds.length
    return [...automationIds.slice(at), ...automationIds.slice(0, at)]
  }
}

function eventOf({ eventId, eventType, userId, campaignId, occurredAt, data }: ClaimedRun): EngineEvent {
  return { id: eventId, type: eventType, userId, campaignId, occurredAt, data }
}

function endOf({ place, id }: ClaimedRun, { path, error }: { path: readonly PathEntry[]; error: string | null }): WaitEnd {
  return { place, id, path, error }
}
