import { decide, type EngineEvent } from '@hookline/engine'
import type { JsonObject } from '@hookline/schema'
import type { Tx } from '../db/client.ts'
import { endOfWork, withDeadline } from '../db/with-deadline.ts'
import type { Live } from '../live/load.ts'
import { type BatchWork, countsOf, firstOfEachId, newBatch } from './batch.ts'
import { BehaviourLedger, planBehaviour } from './behaviour-ledger.ts'
import { canBeBlind, looksForMs } from './blind.ts'
import { Caused, type DecidingOptions } from './caused.ts'
import { isBlindMiss, isConflict, isRefusedData } from './database-errors.ts'
import { entriesOf, guardedPlaces } from './guarded.ts'
import type { IncomingAnswer, IncomingEvent, IncomingRequest } from './incoming.ts'
import { KnownUsers, UserGone } from './known-users.ts'
import { LargeStates, refuseLargeStates } from './large-states.ts'
import { type Outcome, renderOutcomes, runsOf } from './render-outcomes.ts'
import { openBehaviours, writeBehaviours } from './store/behaviours.ts'
import { insertEntries, readEntries } from './store/entries.ts'
import { insertEvents, readGeneration } from './store/events.ts'
import { openBatch } from './store/open-batch.ts'
import { openBlind } from './store/open-blind.ts'
import { insertRuns } from './store/runs.ts'
import { inTransaction, type LastStatements } from './store/transaction.ts'
import { writeStates } from './store/users.ts'
import { insertWaiting } from './store/waiting-runs.ts'

// Stage 2. One transaction for a whole batch: event ids sorted, users sorted, runs, queue, in that order on every
// process. Only when it is committed is anybody answered, and only then does anything leave.

const conflictRetriesMax = 10

export interface DecideOptions extends DecidingOptions {
  /** Called with events that were stored, after their commit, and how many of their deliveries could not be rendered. */
  onStored: (outcomes: readonly Outcome[], unsendable: number) => void
  /** Called with users that the batch did not change and that were not seen for a while. */
  onSeen: (userIds: readonly string[]) => void
}

class RevokedKeys extends Error {
  readonly live: Live
  constructor(live: Live) {
    super('a call came with a key that is no longer valid')
    this.live = live
  }
}

/** Definitions that came late ask who has entered, and the users are not locked: the batch is decided again. */
class LateDefinitions extends Error {}

/** What a blind batch took for granted was not so: it is decided again, looking. */
class BlindMiss extends Error {}

/** What a batch is decided by, apart from its events. */
interface Opened {
  live: Live
  /** Whether the definitions changed since users were locked by them. */
  isLate: boolean
  /** Ids that were there before. */
  known: ReadonlySet<string>
  states: ReadonlyMap<string, JsonObject>
  /** What was sent to open a blind batch, and is not waited for. */
  opening?: Promise<unknown>
}

const nothingKnown: ReadonlySet<string> = new Set()
const noStates: ReadonlyMap<string, JsonObject> = new Map()

export class Decide {
  #options: DecideOptions
  #knownUsers = new KnownUsers()
  /** By the monotonic clock: until then every batch looks. */
  #looksUntilMs = 0

  constructor(options: DecideOptions) {
    this.#options = options
  }

  /** Stores a batch of calls and what they cause. Out: an answer for each call. Throws where the database is away. */
  async settle(requests: readonly IncomingRequest[]): Promise<IncomingAnswer[]> {
    try {
      return await this.#withRetries(requests)
    } catch (error) {
      if (error instanceof RevokedKeys) return this.#withoutRevoked(requests, error.live)
      if (error instanceof LargeStates) return this.#withoutLarge(requests, error)
      if (!isRefusedData(error)) throw error
      const middle = requests.length >> 1
      if (requests.length > 1) return [...(await this.settle(requests.slice(0, middle))), ...(await this.settle(requests.slice(middle)))]
      this.#options.log.error({ stage: 'decide', err: error }, 'the database refused the events of one call')
      return [{ kind: 'refused', message: error instanceof Error ? error.message : String(error) }]
    }
  }

  async #withoutRevoked(requests: readonly IncomingRequest[], { keyIds }: Live): Promise<IncomingAnswer[]> {
    const isValid = ({ keyId }: IncomingRequest) => keyId === null || keyIds.has(keyId)
    const answers = await this.settle(requests.filter(isValid))
    return requests.map((request) => (isValid(request) ? answers.shift() : undefined) ?? { kind: 'revoked' })
  }

  async #withoutLarge(requests: readonly IncomingRequest[], { refused }: LargeStates): Promise<IncomingAnswer[]> {
    const answers = await this.settle(requests.filter((request) => !refused.has(request)))
    return requests.map((request) => {
      const events = refused.get(request)
      return (events ? { kind: 'states-too-large', events } : answers.shift()) ?? { kind: 'refused', message: 'the batch has no answer' }
    })
  }

  async #withRetries(requests: readonly IncomingRequest[]): Promise<IncomingAnswer[]> {
    for (let tries = 1, isMissed = false; ; tries++) {
      try {
        return await this.#transact(requests, isMissed)
      } catch (error) {
        if (error instanceof UserGone) this.#knownUsers.clear()
        else if (error instanceof BlindMiss) isMissed = true
        else if (!(isConflict(error) || error instanceof LateDefinitions) || tries >= conflictRetriesMax) throw error
        this.#options.log.debug({ stage: 'decide', tries }, 'a conflict with another batch; deciding again')
      }
    }
  }

  /** `isMissed`: it was blind, and that was wrong. Neither it nor those that follow are for a while. */
  async #transact(requests: readonly IncomingRequest[], isMissed: boolean): Promise<IncomingAnswer[]> {
    const { sql, clock, stageLog, deliver, onStored, onSeen } = this.#options
    await deliver?.breathe()
    const startedAt = clock.monotonic()
    if (isMissed) this.#looksUntilMs = startedAt + looksForMs
    const batch = newBatch()
    const transaction = inTransaction(sql, (tx, begun) => this.#work({ tx, begun, requests, batch }))
    try {
      await withDeadline(transaction)
    } catch (error) {
      // One that only takes too long goes on, and may be committed yet: what it holds is given up once it has ended.
      void endOfWork(transaction, error).then((reason) => batch.caused?.abandon(reason))
      throw batch.isBlind && isBlindMiss(error) ? new BlindMiss() : error
    }
    this.#knownUsers.add(batch.found.users)
    const { caused, outcomes } = batch
    caused?.committed()
    onStored(outcomes, caused?.counts.unsendable ?? 0)
    onSeen(batch.found.unseen)
    stageLog.step('decide', { durationMs: clock.monotonic() - startedAt, counts: countsOf(requests, batch) })
    return batch.duplicates.map((duplicates) => ({ kind: 'stored', duplicates }))
  }

  /** What the batch is decided by: without a look at what is stored where it need not look (blind.ts). */
  async #open({ tx, begun, batch }: BatchWork, events: readonly IncomingEvent[], nowMs: number): Promise<Opened> {
    const { workspaceId, clock, live: liveStore } = this.#options
    const knownUsers = this.#knownUsers
    const before = liveStore.current()
    batch.isBlind = clock.monotonic() >= this.#looksUntilMs && canBeBlind(events, before, new Date(nowMs).toISOString())
    if (batch.isBlind) {
      const found = openBlind(tx, workspaceId, { events, generation: before.generation, nowMs, knownUsers })
      const noted = found.then((users) => {
        batch.found = users
      })
      const opening = Promise.all([begun, noted])
      // Where the batch fails before it is waited for, the failure is that of the batch.
      opening.catch(() => undefined)
      return { live: before, isLate: false, known: nothingKnown, states: noStates, opening }
    }
    const isLocking = (event: IncomingEvent) => before.index.guarded(event.type).length > 0
    const looking = openBatch(tx, workspaceId, { events, isLocking, nowMs, knownUsers })
    const [, { known, states, ...found }, generation] = await Promise.all([begun, looking, readGeneration(tx, workspaceId)])
    batch.found = found
    const live = await liveStore.ensure(generation)
    return { live, isLate: live !== before, known, states }
  }

  /**
   * Two round trips in all: begin and open, write and commit. One less where nothing has to be looked at, one more where conditions
   * count what users did, or users enter once.
   */
  async #work(work: BatchWork): Promise<LastStatements | undefined> {
    const { tx, requests, batch } = work
    const { workspaceId, clock, sealer, log } = this.#options
    const firsts = firstOfEachId(requests)
    const nowMs = clock.now()
    const { live, isLate, known, states, opening } = await this.#open(work, [...firsts.values()], nowMs)
    if (requests.some(({ keyId }) => keyId !== null && !live.keyIds.has(keyId))) throw new RevokedKeys(live)
    const isFresh = (event: IncomingEvent) => firsts.get(event.id) === event && !known.has(event.id)
    batch.duplicates = requests.map(({ events }) => events.map((event) => !isFresh(event)))
    const events = requests.flatMap((request) => request.events.filter(isFresh))
    if (events.length === 0) return undefined
    const now = new Date(nowMs).toISOString()
    const guarded = guardedPlaces(events, live.index)
    if (guarded.length > 0 && isLate) throw new LateDefinitions()
    const [ledger, entries] = await Promise.all([
      this.#openLedger(tx, { events, live, nowMs, now }),
      guarded.length === 0 ? undefined : readEntries(tx, workspaceId, guarded),
    ])
    const behaviour = ledger && { behaviour: (event: EngineEvent) => ledger.upTo(event) }
    const decision = decide(live.index, { events, states, campaigns: live.campaigns, now, ...behaviour, ...(entries && { entries }) })
    const changed = new Map([...decision.states].map(([userId, state]): [string, string] => [userId, JSON.stringify(state)]))
    refuseLargeStates({ requests, isFresh, before: states, after: changed })
    batch.outcomes = decision.outcomes
    const { ended, waiting } = runsOf(decision.outcomes, { nowMs, log })
    const caused = new Caused(this.#options)
    batch.caused = caused
    batch.runs = { ended: ended.length, waiting: waiting.length }
    const slices = renderOutcomes(decision.outcomes, { workspaceId, nowMs, sealer, groups: live.groups })
    const { value: first } = slices.next()
    const unanswered = Promise.all([
      opening,
      writeStates(tx, workspaceId, { states: changed, nowMs }),
      ledger && writeBehaviours(tx, workspaceId, ledger.close()),
      insertEvents(tx, workspaceId, events),
      insertRuns(tx, workspaceId, ended),
      insertWaiting(tx, workspaceId, waiting),
      insertEntries(tx, workspaceId, entriesOf(decision.outcomes)),
      first && caused.store(tx, first, live),
    ])
    if (!first || first.isLast) return { unanswered }
    await unanswered
    for (const slice of slices) await caused.store(tx, slice, live)
    return undefined
  }

  /** What the users of these events did, where a condition counts or asks; null where none does, as with most batches. */
  async #openLedger(tx: Tx, { events, live, nowMs, now }: { events: readonly IncomingEvent[]; live: Live; nowMs: number; now: string }) {
    const { counters } = live
    const plan = planBehaviour(counters, events, now)
    return plan && new BehaviourLedger({ counters, plan, events, nowMs, rows: await openBehaviours(tx, this.#options.workspaceId, plan) })
  }
}
