import type { Clock } from '../clock.ts'
import type { Sql } from '../db/client.ts'
import type { Log } from '../log.ts'
import { vacuumQueue } from '../queue/vacuum.ts'

// Two seconds of full speed: with more the queue spreads over pages that are no longer at hand, with less each look at its
// indexes finds too little.
const goneMin = 20_000
// Where a long transaction keeps dead rows from being removed, each vacuum looks at all of them again: it takes a tenth of
// the time at most.
const restFactor = 9

/**
 * Vacuums the queue as often as its rows leave it (docs/decisions/0015): PostgreSQL's own vacuum looks once a minute, and by
 * then a queue of a thousand rows is half a gigabyte.
 */
export interface QueueVacuum {
  /** Says how many rows have left the queue. Resolves when the vacuum that this led to has ended; nobody needs to wait. */
  note(gone: number): Promise<void>
}

export function createQueueVacuum({ sql, clock, log }: { sql: Sql; clock: Clock; log: Log }): QueueVacuum {
  let gone = 0
  let restUntil = 0
  let isRunning = false

  async function run(): Promise<void> {
    const startedAt = clock.monotonic()
    isRunning = true
    try {
      await vacuumQueue(sql)
    } catch (error) {
      log.warn({ err: error }, 'the queue could not be vacuumed; it is tried again')
    }
    const endedAt = clock.monotonic()
    restUntil = endedAt + restFactor * (endedAt - startedAt)
    isRunning = false
  }

  return {
    note(count) {
      gone += count
      if (gone < goneMin || isRunning || clock.monotonic() < restUntil) return Promise.resolve()
      gone = 0
      return run()
    },
  }
}
