import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import { createBatcher } from './batcher.ts'
import { isUnavailable } from './database-errors.ts'
import type { Decide } from './decide.ts'
import type { IncomingAnswer, IncomingRequest } from './incoming.ts'
import type { StageLog } from './stage-log.ts'

// Stage 1. Calls wait for the next batch: while one batch commits, the next one fills, so under load batches grow by
// themselves and at low load an event goes alone and at once. What may wait is bounded, bodies by their bytes before they
// are read; beyond it callers are told to come back.

// While one batch waits for its commit, another one is decided: with one alone a fifth of two cores lay idle.
const batchesAtOnce = 3
// But not for a few events: a batch of 30 costs the database nearly as much as one of 100. So another one begins for this
// many, or for twice as many as are being stored: at low load that is every event, and nobody waits.
const joinEvents = 250
const batchEventsMax = 1000
const waitingEventsMax = 20_000
/** Bytes of the bodies of calls that are not answered yet, at most. */
export const waitingBytesMax = 48 * 1024 * 1024

/** Why a call was not taken: nothing of it is stored, and it may come again after so many seconds. */
export class NotTaken extends Error {
  readonly status: 429 | 503
  readonly retryAfterSeconds: number
  constructor(status: 429 | 503, message: string, retryAfterSeconds: number) {
    super(message)
    this.status = status
    this.retryAfterSeconds = retryAfterSeconds
  }
}

export interface Ingest {
  /** Keeps room for a call's body, before it is read and until it is answered. Throws NotTaken where there is none. */
  reserve(bytes: number): Room
  /** Stores a call's events with the next batch. Rejects with NotTaken where that cannot be now. */
  submit(request: IncomingRequest): Promise<IncomingAnswer>
  /** Takes no call any more and resolves when those taken are answered. */
  stop(): Promise<void>
  waiting(): { events: number; bytes: number }
}

/** What was kept for one call. */
export interface Room {
  /** Gives back what the body did not need. */
  shrinkTo(bytes: number): void
  /** Gives all of it back; a second time changes nothing. */
  release(): void
}

interface Waiting {
  request: IncomingRequest
  resolve: (answer: IncomingAnswer) => void
  reject: (error: unknown) => void
}

export interface IngestOptions {
  decide: Pick<Decide, 'settle'>
  clock: Clock
  log: Log
  stageLog: StageLog
}

export function createIngest({ decide, clock, log, stageLog }: IngestOptions): Ingest {
  const batcher = createBatcher<Waiting>({ take: countOfBatch, settle: timed, concurrency: batchesAtOnce, mayJoin })
  let events = 0
  let eventsUnderWay = 0
  let bytes = 0
  let stopped = false

  function mayJoin(): boolean {
    return events >= joinEvents || events >= 2 * eventsUnderWay
  }

  async function timed(batch: Waiting[]): Promise<void> {
    const startedAt = clock.monotonic()
    const count = batch.reduce((total, entry) => total + entry.request.events.length, 0)
    events -= count
    eventsUnderWay += count
    await settle(batch)
    eventsUnderWay -= count
    stageLog.step('ingest', { durationMs: clock.monotonic() - startedAt, counts: { calls: batch.length, events: count } })
  }

  async function settle(batch: Waiting[]): Promise<void> {
    try {
      const answers = await decide.settle(batch.map((entry) => entry.request))
      batch.forEach((entry, index) => {
        entry.resolve(answers[index] ?? { kind: 'refused', message: 'the batch has no answer for this call' })
      })
    } catch (error) {
      const away = isUnavailable(error)
      log.error({ stage: 'ingest', err: error, calls: batch.length }, away ? 'the database is away' : 'a batch failed')
      const reason = away ? new NotTaken(503, 'The database cannot be reached at the moment. Send the events again.', 2) : error
      for (const entry of batch) entry.reject(reason)
    }
  }

  return {
    reserve(size) {
      if (stopped) throw stopping()
      if (bytes > 0 && bytes + size > waitingBytesMax) throw tooBusy()
      let kept = size
      const shrinkTo = (needed: number) => {
        bytes -= Math.max(kept - needed, 0)
        kept = Math.min(kept, needed)
      }
      bytes += kept
      return { shrinkTo, release: () => shrinkTo(0) }
    },
    submit(request) {
      if (stopped) return Promise.reject(stopping())
      if (events + request.events.length > waitingEventsMax) return Promise.reject(tooBusy())
      events += request.events.length
      return new Promise((resolve, reject) => {
        batcher.push({ request, resolve, reject })
      })
    },
    async stop() {
      stopped = true
      await batcher.idle()
    },
    waiting: () => ({ events, bytes }),
  }
}

function stopping(): NotTaken {
  return new NotTaken(503, 'Hookline is stopping. Send the events again.', 5)
}

function tooBusy(): NotTaken {
  return new NotTaken(429, 'More events wait than can be stored at the moment. Send these again.', 1)
}

/** Calls from the front that make one batch; a larger call goes alone. */
function countOfBatch(waiting: readonly Waiting[]): number {
  let count = 0
  let events = 0
  for (const { request } of waiting) {
    events += request.events.length
    if (count > 0 && events > batchEventsMax) break
    count++
  }
  return count
}
