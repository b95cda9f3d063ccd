import { decide, type EngineEvent } from '@hookline/engine'
import type { HeldReason } from '@hookline/schema'
import type { Clock } from '../clock.ts'
import type { Sql, Tx } from '../db/client.ts'
import { withDeadline } from '../db/with-deadline.ts'
import type { LiveStore } from '../live/live-store.ts'
import type { Live } from '../live/load.ts'
import type { Log } from '../log.ts'
import { insertOwed } from '../queue/insert.ts'
import { insertUndelivered, type Unsendable } from '../queue/insert-undelivered.ts'
import type { Holder, Owed, QueueState } from '../queue/owed.ts'
import type { Sealer } from '../seal.ts'
import { BehaviourLedger, planBehaviour } from './behaviour-ledger.ts'
import { isAmbiguous, isConflict, isRefusedData } from './database-errors.ts'
import type { Deliver } from './deliver.ts'
import type { IncomingAnswer, IncomingEvent, IncomingRequest } from './incoming.ts'
import { KnownUsers, UserGone } from './known-users.ts'
import { LargeStates, refuseLargeStates } from './large-states.ts'
import type { Lease } from './lease.ts'
import { bytesOf } from './memory.ts'
import { type Outcome, renderOutcomes, runsOf, type Slice } from './render-outcomes.ts'
import type { StageLog } from './stage-log.ts'
import { openBehaviours, writeBehaviours } from './store/behaviours.ts'
import { insertEvents, readGeneration } from './store/events.ts'
import { openBatch } from './store/open-batch.ts'
import { insertRuns } from './store/runs.ts'
import { inTransaction } from './store/transaction.ts'
import { writeStates } from './store/users.ts'

// Stage 2. One transaction for a whole batch: event ids sorted, users sorted, runs, queue, in that order on every
// process. Only when it is committed is anybody answered, and only then does anything leave.

const conflictRetriesMax = 10

export interface DecideOptions {
  sql: Sql
  clock: Clock
  log: Log
  stageLog: StageLog
  workspaceId: number
  live: LiveStore
  sealer: Sealer
  lease: Lease
  /** Absent where this process does not deliver: its deliveries are left for those that do. */
  deliver: Deliver | null
  /** Called with events that were stored, after their commit, and how many of their deliveries could not be rendered. */
  onStored: (outcomes: readonly Outcome[], unsendable: number) => void
  /** Called, after their commit, when deliveries ended because they could not be rendered. */
  onUnsendable: () => void
  /** Why a new delivery of an endpoint is made held; null where it is not. */
  heldReason: (endpointId: string) => HeldReason | null
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

/** What a transaction has done so far: needed after its commit, and also where it fails. */
interface Batch {
  caused: Caused | null
  outcomes: Outcome[]
  /** Users to be marked as seen, apart from the batch. */
  unseen: readonly string[]
  /** The users that it made or found. */
  users: Iterable<string>
  /** For each call, which of its events were there before. */
  duplicates: boolean[][]
}

interface BatchWork {
  tx: Tx
  /** The answer to BEGIN, which was sent and not waited for. */
  begun: Promise<unknown>
  requests: readonly IncomingRequest[]
  batch: Batch
}

/** What a batch caused so far. */
interface Caused {
  holder: Holder
  /** Deliveries that are this process's from the commit on. */
  leased: Owed[]
  deliveries: number
  unsendable: Unsendable[]
  runs: number
}

export class Decide {
  #options: DecideOptions
  #knownUsers = new KnownUsers()

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
    for (let tries = 1; ; tries++) {
      try {
        return await this.#transact(requests)
      } catch (error) {
        if (error instanceof UserGone) this.#knownUsers.clear()
        else if (!isConflict(error) || tries >= conflictRetriesMax) throw error
        this.#options.log.debug({ stage: 'decide', tries }, 'a conflict with another batch; deciding again')
      }
    }
  }

  async #transact(requests: readonly IncomingRequest[]): Promise<IncomingAnswer[]> {
    const { sql, clock, stageLog, deliver, onStored, onUnsendable, onSeen } = this.#options
    await deliver?.breathe()
    const startedAt = clock.monotonic()
    const batch: Batch = { caused: null, outcomes: [], unseen: [], users: [], duplicates: [] }
    const transaction = inTransaction(sql, (tx, begun) => this.#work({ tx, begun, requests, batch }))
    try {
      await withDeadline(transaction)
    } catch (error) {
      // One that only takes too long goes on, and may be committed yet: what it holds is given up once it has ended.
      void transaction
        .then(
          () => error,
          (reason: unknown) => reason,
        )
        .then((reason) => batch.caused && this.#abandon(batch.caused, reason))
      throw error
    }
    this.#knownUsers.add(batch.users)
    const { caused, outcomes } = batch
    if (caused) deliver?.offer(caused.holder, caused.leased)
    if (caused && caused.leased.length < caused.deliveries) deliver?.claimer.expectMore()
    onStored(outcomes, caused?.unsendable.length ?? 0)
    if (caused && caused.unsendable.length > 0) onUnsendable()
    onSeen(batch.unseen)
    stageLog.step('decide', { durationMs: clock.monotonic() - startedAt, counts: countsOf(requests, batch) })
    return batch.duplicates.map((duplicates) => ({ kind: 'stored', duplicates }))
  }

  /** Three round trips in all: begin and open, write, commit; one more where conditions count what users did. */
  async #work({ tx, begun, requests, batch }: BatchWork): Promise<void> {
    const { workspaceId, clock, live: liveStore, sealer, lease, log } = this.#options
    const firsts = firstOfEachId(requests)
    const nowMs = clock.now()
    const opening = openBatch(tx, workspaceId, { events: [...firsts.values()], nowMs, knownUsers: this.#knownUsers })
    const [, { known, states, unseen }, generation] = await Promise.all([begun, opening, readGeneration(tx, workspaceId)])
    batch.users = states.keys()
    const live = await liveStore.ensure(generation)
    if (requests.some(({ keyId }) => keyId !== null && !live.keyIds.has(keyId))) throw new RevokedKeys(live)
    const isFresh = (event: IncomingEvent) => firsts.get(event.id) === event && !known.has(event.id)
    batch.duplicates = requests.map(({ events }) => events.map((event) => !isFresh(event)))
    const events = requests.flatMap((request) => request.events.filter(isFresh))
    if (events.length === 0) return
    const now = new Date(nowMs).toISOString()
    const ledger = await this.#openLedger(tx, { events, live, nowMs, now })
    const behaviour = ledger && { behaviour: (event: EngineEvent) => ledger.upTo(event) }
    const decision = decide(live.index, { events, states, campaigns: live.campaigns, now, ...behaviour })
    const changed = new Map([...decision.states].map(([userId, state]): [string, string] => [userId, JSON.stringify(state)]))
    refuseLargeStates({ requests, isFresh, before: states, after: changed })
    batch.outcomes = decision.outcomes
    batch.unseen = unseen
    const runs = runsOf(decision.outcomes, { nowMs, log })
    const caused: Caused = { holder: lease.holder(), leased: [], deliveries: 0, unsendable: [], runs: runs.length }
    batch.caused = caused
    const slices = renderOutcomes(decision.outcomes, { workspaceId, nowMs, sealer, groups: live.groups })
    const first = slices.next()
    await Promise.all([
      writeStates(tx, workspaceId, { states: changed, nowMs }),
      ledger && writeBehaviours(tx, workspaceId, ledger.close()),
      insertEvents(tx, workspaceId, events),
      insertRuns(tx, workspaceId, runs),
      first.done ? undefined : this.#store(tx, first.value, { caused, live }),
    ])
    for (const slice of slices) await this.#store(tx, slice, { caused, live })
  }

  /** What the users of these events did, where a condition counts or asks; null where none does, as with most batches. */
  async #openLedger(tx: Tx, { events, live, nowMs, now }: { events: readonly IncomingEvent[]; live: Live; nowMs: number; now: string }) {
    const { counters } = live
    const plan = planBehaviour(counters, events, now)
    return plan && new BehaviourLedger({ counters, plan, events, nowMs, rows: await openBehaviours(tx, this.#options.workspaceId, plan) })
  }

  /** Says for each delivery whether it is held, ours from the start, or left to whoever claims it, and stores them. */
  async #store(tx: Tx, { owed, unsendable }: Slice, { caused, live }: { caused: Caused; live: Live }): Promise<void> {
    const { deliver, lease, heldReason } = this.#options
    const mayLease = deliver !== null && lease.valid()
    const rows = owed.map((delivery): { owed: Owed; state: QueueState } => {
      if (!live.webhooksEnabled) return { owed: delivery, state: 'switch-off' }
      const held = heldReason(delivery.endpointId)
      if (held) return { owed: delivery, state: held }
      if (!mayLease || !deliver.memory.reserve(delivery.endpointId, bytesOf(delivery))) return { owed: delivery, state: 'due' }
      caused.leased.push(delivery)
      return { owed: delivery, state: 'leased' }
    })
    caused.deliveries += owed.length
    caused.unsendable.push(...unsendable)
    await Promise.all([insertOwed(tx, rows, caused.holder), insertUndelivered(tx, unsendable)])
    // Sent is the body's bytes; its text has done its work, and would wait in memory for as long as they do.
    for (const delivery of owed) delivery.bodyText = undefined
  }

  /** The batch was not committed, or nobody knows: its places are free again, and leases it may have taken are ended. */
  #abandon({ holder, leased }: Caused, error: unknown): void {
    const { deliver } = this.#options
    deliver?.unreserve(leased)
    if (leased.length > 0 && isAmbiguous(error)) {
      deliver?.claimer.disown(
        holder,
        leased.map((owed) => owed.id),
      )
    }
  }
}

function countsOf(requests: readonly IncomingRequest[], { caused, outcomes }: Batch): Record<string, number> {
  return {
    calls: requests.length,
    events: outcomes.length,
    matches: outcomes.reduce((sum, outcome) => sum + outcome.matches.length, 0),
    deliveries: caused?.deliveries ?? 0,
    leased: caused?.leased.length ?? 0,
    unsendable: caused?.unsendable.length ?? 0,
    runs: caused?.runs ?? 0,
  }
}

/** The first event of each id: later ones of the same batch are its duplicates. */
function firstOfEachId(requests: readonly IncomingRequest[]): Map<string, IncomingEvent> {
  const first = new Map<string, IncomingEvent>()
  for (const { events } of requests) for (const event of events) if (!first.has(event.id)) first.set(event.id, event)
  return first
}
