import type { Tx } from '../db/client.ts'
import type { Caused } from './caused.ts'
import type { IncomingEvent, IncomingRequest } from './incoming.ts'
import type { Outcome } from './render-outcomes.ts'
import type { UsersFound } from './store/ids-and-users.ts'

/** What a transaction has done so far: needed after its commit, and also where it fails. */
export interface Batch {
  /** Whether it was decided without a look at what is stored (blind.ts). */
  isBlind: boolean
  caused: Caused | null
  outcomes: Outcome[]
  /** Journeys that were entered, by whether they ended at once. */
  runs: { ended: number; waiting: number }
  /** The users that it made or found. */
  found: UsersFound
  /** For each call, which of its events were there before. */
  duplicates: boolean[][]
}

export interface BatchWork {
  tx: Tx
  /** The answer to BEGIN, which was sent and not waited for. */
  begun: Promise<unknown>
  requests: readonly IncomingRequest[]
  batch: Batch
}

export function newBatch(): Batch {
  const found = { users: [], unseen: [] }
  return { isBlind: false, caused: null, outcomes: [], runs: { ended: 0, waiting: 0 }, found, duplicates: [] }
}

/** For the log: what became of a batch. */
export function countsOf(requests: readonly IncomingRequest[], { caused, outcomes, runs }: Batch): Record<string, number> {
  return {
    calls: requests.length,
    events: outcomes.length,
    matches: outcomes.reduce((sum, outcome) => sum + outcome.matches.length, 0),
    ...(caused?.counts ?? { deliveries: 0, leased: 0, unsendable: 0 }),
    runs: runs.ended + runs.waiting,
    waiting: runs.waiting,
  }
}

/** The first event of each id: later ones of the same batch are its duplicates. */
export function firstOfEachId(requests: readonly IncomingRequest[]): Map<string, IncomingEvent> {
  const first = new Map<string, IncomingEvent>()
  for (const { events } of requests) for (const event of events) if (!first.has(event.id)) first.set(event.id, event)
  return first
}
