import type { Clock } from '../clock.ts'
import type { Sql } from '../db/client.ts'
import { withDeadline } from '../db/with-deadline.ts'
import type { Log } from '../log.ts'
import { type AttemptOutcome, finishAttempts } from '../queue/finish.ts'
import type { Holder } from '../queue/owed.ts'
import { createBatcher } from './batcher.ts'
import { isRefusedData } from './database-errors.ts'
import type { StageLog } from './stage-log.ts'

// Stage 4. An attempt and what its delivery became are written in one statement, and only while the delivery is still
// leased to the epoch that sent it. Writing is repeated until it succeeds; nothing is sent again for it.

// Nobody waits for a result to be written, and a statement for a hundred costs little more than one for ten.
const lingerMs = 5
const batchMax = 1000
const batchBytesMax = 8 * 1024 * 1024
const retryFirstMs = 50
const retryLastMs = 2000

export interface Record {
  /** Takes an outcome; `written` is called once it is durable, or was found to be another holder's by now. */
  push(holder: Holder, outcome: AttemptOutcome, written: () => void): void
  /** Resolves when everything taken so far is written. */
  idle(): Promise<void>
  pending(): number
}

interface Entry {
  holder: Holder
  outcome: AttemptOutcome
  written: () => void
}

export interface RecordOptions {
  sql: Sql
  clock: Clock
  log: Log
  stageLog: StageLog
  /** Called after each batch that was written. */
  onRecorded: (outcomes: readonly AttemptOutcome[]) => void
}

/** The stage that writes outcomes down, in batches that grow by themselves while the one before is committed. */
export function createRecord({ sql, clock, log, stageLog, onRecorded }: RecordOptions): Record {
  const batcher = createBatcher<Entry>({ take: countOfBatch, settle: write, lingerMs })

  async function write(batch: Entry[]): Promise<void> {
    const startedAt = clock.monotonic()
    const holder = batch[0]?.holder
    if (!holder) return
    const outcomes = batch.map((entry) => entry.outcome)
    const count = await persist(holder, outcomes)
    if (count < outcomes.length) {
      log.warn({ stage: 'record', lost: outcomes.length - count }, 'results were not written: their deliveries had gone to another holder')
    }
    const counts = { attempts: outcomes.length, succeeded: 0, undelivered: 0, again: 0 }
    for (const { next } of outcomes) counts['status' in next ? next.status : 'again']++
    for (const entry of batch) entry.written()
    onRecorded(outcomes)
    stageLog.step('record', { durationMs: clock.monotonic() - startedAt, counts })
  }

  /** Out: how many were the holder's. Never rejects: it goes on until the database has taken the results. */
  async function persist(holder: Holder, outcomes: AttemptOutcome[]): Promise<number> {
    let writing = outcomes
    for (let waitMs = retryFirstMs; ; waitMs = Math.min(waitMs * 2, retryLastMs)) {
      try {
        return await withDeadline(finishAttempts(sql, holder, writing))
      } catch (error) {
        if (isRefusedData(error) && outcomes.length > 1) return oneByOne(holder, outcomes)
        // One result that the database cannot take must hold up no other: it is written without the stranger's answer.
        if (isRefusedData(error)) writing = outcomes.map((outcome) => ({ ...outcome, headers: null, body: null, errorMessage: null }))
        log.error({ stage: 'record', err: error, outcomes: outcomes.length }, 'results could not be written; trying again')
        await new Promise((resolve) => setTimeout(resolve, waitMs))
      }
    }
  }

  async function oneByOne(holder: Holder, outcomes: AttemptOutcome[]): Promise<number> {
    let count = 0
    for (const outcome of outcomes) count += await persist(holder, [outcome])
    return count
  }

  return {
    push: (holder, outcome, written) => batcher.push({ holder, outcome, written }),
    idle: batcher.idle,
    pending: () => batcher.waiting,
  }
}

/** The longest run from the front that has one holder and one workspace and fits into one statement. */
function countOfBatch(entries: readonly Entry[]): number {
  let count = 0
  let bytes = 0
  for (const { holder, outcome } of entries) {
    if (holder.epoch !== entries[0]?.holder.epoch || outcome.workspaceId !== entries[0].outcome.workspaceId) break
    if (count >= batchMax || bytes > batchBytesMax) break
    count++
    bytes += outcome.body?.length ?? 0
  }
  return count
}
