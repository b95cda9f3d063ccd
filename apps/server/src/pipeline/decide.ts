import { decide, type EventOutcome, type LiveSource, type PathEntry } from '@hookline/engine'
import type { Clock } from '../clock.ts'
import type { Sql, Tx } from '../db/client.ts'
import { newUuid } from '../ids.ts'
import type { LiveStore } from '../live/live-store.ts'
import type { Live, LiveRequest } from '../live/load.ts'
import type { Log } from '../log.ts'
import { insertOwed } from '../queue/insert.ts'
import { insertUndelivered, type Unsendable } from '../queue/insert-undelivered.ts'
import type { Holder, Owed, QueueState } from '../queue/owed.ts'
import type { Sealer } from '../seal.ts'
import { isAmbiguous, isConflict, isRefusedData } from './database-errors.ts'
import type { Deliver } from './deliver.ts'
import type { IncomingAnswer, IncomingEvent, IncomingRequest } from './incoming.ts'
import type { Lease } from './lease.ts'
import { bytesOf } from './memory.ts'
import { renderCall } from './render-call.ts'
import type { StageLog } from './stage-log.ts'
import { insertEvents, readGeneration } from './store/events.ts'
import { openBatch } from './store/open-batch.ts'
import { insertRuns, type NewRun } from './store/runs.ts'
import { inTransaction } from './store/transaction.ts'
import { writeStates } from './store/users.ts'

// Stage 2. One transaction for a whole batch: event ids sorted, users sorted, runs, queue, in that order on every
// process. Only when it is committed is anybody answered, and only then does anything leave.

const conflictRetriesMax = 10
/** What one batch may render; beyond it the batch is cut. */
const renderedBytesMax = 16 * 1024 * 1024

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
  /** Called with events that were stored, after their commit. */
  onStored: (outcomes: readonly Outcome[]) => void
  /** Called with users that the batch did not change and that were not seen for a while. */
  onSeen: (userIds: readonly string[]) => void
}

type Outcome = EventOutcome<LiveRequest, IncomingEvent>

class TooMuchRendered extends Error {}
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

/** What a batch causes, rendered and ready to be stored. */
interface Caused {
  holder: Holder
  owed: { owed: Owed; state: QueueState }[]
  leased: Owed[]
  unsendable: Unsendable[]
  runs: NewRun[]
}

export class Decide {
  #options: DecideOptions

  constructor(options: DecideOptions) {
    this.#options = options
  }

  /** Stores a batch of calls and what they cause. Out: an answer for each call. Throws where the database is away. */
  async settle(requests: readonly IncomingRequest[]): Promise<IncomingAnswer[]> {
    try {
      return await this.#withRetries(requests)
    } catch (error) {
      if (error instanceof RevokedKeys) return this.#withoutRevoked(requests, error.live)
      if (!(error instanceof TooMuchRendered) && !isRefusedData(error)) throw error
      const middle = requests.length >> 1
      if (requests.length > 1) return [...(await this.settle(requests.slice(0, middle))), ...(await this.settle(requests.slice(middle)))]
      const [only] = requests
      if (only && only.events.length > 1 && error instanceof TooMuchRendered) return [await this.#inHalves(only)]
      this.#options.log.error({ stage: 'decide', err: error }, 'the database refused the events of one call')
      return [{ kind: 'refused', message: error instanceof Error ? error.message : String(error) }]
    }
  }

  async #inHalves({ keyId, events }: IncomingRequest): Promise<IncomingAnswer> {
    const middle = events.length >> 1
    const duplicates: boolean[] = []
    for (const half of [events.slice(0, middle), events.slice(middle)]) {
      const [answer] = await this.settle([{ keyId, events: half }])
      if (answer?.kind !== 'stored') return answer ?? { kind: 'refused', message: 'no answer' }
      duplicates.push(...answer.duplicates)
    }
    return { kind: 'stored', duplicates }
  }

  async #withoutRevoked(requests: readonly IncomingRequest[], { keyIds }: Live): Promise<IncomingAnswer[]> {
    const isValid = ({ keyId }: IncomingRequest) => keyId === null || keyIds.has(keyId)
    const answers = await this.settle(requests.filter(isValid))
    return requests.map((request) => (isValid(request) ? answers.shift() : undefined) ?? { kind: 'revoked' })
  }

  async #withRetries(requests: readonly IncomingRequest[]): Promise<IncomingAnswer[]> {
    for (let tries = 1; ; tries++) {
      try {
        return await this.#transact(requests)
      } catch (error) {
        if (!isConflict(error) || tries >= conflictRetriesMax) throw error
        this.#options.log.debug({ stage: 'decide', tries }, 'a conflict with another batch; deciding again')
      }
    }
  }

  async #transact(requests: readonly IncomingRequest[]): Promise<IncomingAnswer[]> {
    const { sql, clock, stageLog, deliver, onStored, onSeen } = this.#options
    await deliver?.breathe()
    const startedAt = clock.monotonic()
    const batch: Batch = { caused: null, outcomes: [], unseen: [], duplicates: [] }
    try {
      await inTransaction(sql, (tx, begun) => this.#work({ tx, begun, requests, batch }))
    } catch (error) {
      if (batch.caused) this.#abandon(batch.caused, error)
      throw error
    }
    const { caused, outcomes } = batch
    if (caused) deliver?.offer(caused.holder, caused.leased)
    if (caused && caused.leased.length < caused.owed.length) deliver?.claimer.expectMore()
    onStored(outcomes)
    onSeen(batch.unseen)
    stageLog.step('decide', { durationMs: clock.monotonic() - startedAt, counts: countsOf(requests, batch) })
    return batch.duplicates.map((duplicates) => ({ kind: 'stored', duplicates }))
  }

  /** Three round trips in all: begin and open, write, commit. */
  async #work({ tx, begun, requests, batch }: BatchWork): Promise<void> {
    const { workspaceId, clock, live: liveStore } = this.#options
    const first = firstOfEachId(requests)
    const nowMs = clock.now()
    const opening = openBatch(tx, workspaceId, { events: [...first.values()], nowMs })
    const [, { known, states, unseen }, generation] = await Promise.all([begun, opening, readGeneration(tx, workspaceId)])
    const live = await liveStore.ensure(tx, generation)
    if (requests.some(({ keyId }) => keyId !== null && !live.keyIds.has(keyId))) throw new RevokedKeys(live)
    const isFresh = (event: IncomingEvent) => first.get(event.id) === event && !known.has(event.id)
    batch.duplicates = requests.map(({ events }) => events.map((event) => !isFresh(event)))
    const events = requests.flatMap((request) => request.events.filter(isFresh))
    if (events.length === 0) return
    const decision = decide(live.index, { events, states, campaigns: live.campaigns, now: new Date(nowMs).toISOString() })
    batch.outcomes = decision.outcomes
    batch.unseen = unseen
    const caused = this.#cause(decision.outcomes, live, nowMs)
    batch.caused = caused
    await Promise.all([
      writeStates(tx, workspaceId, { states: decision.states, nowMs }),
      insertEvents(tx, workspaceId, events),
      insertRuns(tx, workspaceId, caused.runs),
      insertOwed(tx, caused.owed, caused.holder),
      insertUndelivered(tx, caused.unsendable),
    ])
  }

  #cause(outcomes: readonly Outcome[], live: Live, nowMs: number): Caused {
    const { workspaceId, sealer, lease, log } = this.#options
    const caused: Caused = { holder: lease.holder(), owed: [], leased: [], unsendable: [], runs: [] }
    const context = { workspaceId, nowMs, sealer, groups: live.groups }
    let bytes = 0
    for (const { event, matches } of outcomes) {
      for (const { source, calls, path, error } of matches) {
        if (error !== undefined)
          log.error({ stage: 'decide', source: source.id, event: event.id, error }, 'an automation failed; others went on')
        if (source.kind === 'automation' && source.definition.kind === 'journey')
          caused.runs.push(toRun({ source, event, path, error, nowMs }))
        for (const rendered of calls.flatMap((call) => renderCall({ event, source, ...call }, context))) {
          bytes += bytesOf(rendered.owed)
          if (rendered.ok) caused.owed.push({ owed: rendered.owed, state: 'due' })
          else caused.unsendable.push(rendered)
        }
        if (bytes > renderedBytesMax && outcomes.length > 1) throw new TooMuchRendered()
      }
    }
    this.#place(caused, live)
    return caused
  }

  /** Says for each delivery whether it is held, ours from the start, or left to whoever claims it. */
  #place(caused: Caused, live: Live): void {
    const { deliver, lease } = this.#options
    const mayLease = deliver !== null && lease.valid()
    for (const row of caused.owed) {
      if (!live.webhooksEnabled) row.state = 'switch-off'
      else if (mayLease && deliver.memory.reserve(row.owed.endpointId, bytesOf(row.owed))) {
        row.state = 'leased'
        caused.leased.push(row.owed)
      }
    }
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
    deliveries: caused?.owed.length ?? 0,
    leased: caused?.leased.length ?? 0,
    unsendable: caused?.unsendable.length ?? 0,
    runs: caused?.runs.length ?? 0,
  }
}

/** The first event of each id: later ones of the same batch are its duplicates. */
function firstOfEachId(requests: readonly IncomingRequest[]): Map<string, IncomingEvent> {
  const first = new Map<string, IncomingEvent>()
  for (const { events } of requests) for (const event of events) if (!first.has(event.id)) first.set(event.id, event)
  return first
}

interface EndedRun {
  source: LiveSource
  event: IncomingEvent
  path: readonly PathEntry[]
  error: string | undefined
  nowMs: number
}

function toRun({ source, event, path, error, nowMs }: EndedRun): NewRun {
  return {
    id: newUuid(nowMs),
    automationId: source.id,
    version: source.version ?? 0,
    userId: event.userId,
    eventId: event.id,
    path,
    error: error ?? null,
  }
}
