import { addTo, type BehaviourCounter, countWithin, type EngineEvent, emptyCounter, prune } from '@hookline/engine'
import type { BehaviourCounts } from '@hookline/schema'
import { timeOf } from '../ids.ts'
import type { LiveCounter, LiveCounters } from '../live/counters.ts'
import type { IncomingEvent } from './incoming.ts'

/** A counter and a user. */
export interface BehaviourPlace {
  counterId: string
  userId: string
}

/** What is stored of one user for one counter. */
export interface BehaviourRow extends BehaviourPlace {
  live: BehaviourCounter | null
  /** Counted so far of the moments before the counter counts by itself; the job's count takes its place when that is done. */
  early: BehaviourCounter | null
  filled: BehaviourCounter | null
}

interface Entry extends BehaviourRow {
  isChanged: boolean
}

/** What a batch of events has to do with counters. */
export interface BehaviourPlan {
  /** The counters that each event counts in. */
  counts: ReadonlyMap<IncomingEvent, readonly LiveCounter[]>
  counted: readonly BehaviourPlace[]
  /** Places that conditions may look at, and that the batch does not count in. */
  read: readonly BehaviourPlace[]
}

/** In: the live counters and a batch. Out: what it counts and may ask; null where it has nothing to do with any. */
export function planBehaviour(counters: LiveCounters, events: readonly IncomingEvent[], now: string): BehaviourPlan | null {
  if (counters.byKey.size === 0) return null
  const counts = new Map<IncomingEvent, readonly LiveCounter[]>()
  const counted = new Map<string, BehaviourPlace>()
  const read = new Map<string, BehaviourPlace>()
  for (const event of events) {
    const own = counters.counting(event, now)
    if (own.length > 0) counts.set(event, own)
    for (const place of own.map((counter) => placeOf(counter, event))) counted.set(placeKey(place), place)
    for (const place of counters.askedAbout(event.type).map((counter) => placeOf(counter, event))) read.set(placeKey(place), place)
  }
  for (const key of counted.keys()) read.delete(key)
  return counted.size + read.size === 0 ? null : { counts, counted: [...counted.values()], read: [...read.values()] }
}

/** What a batch is decided by, and when. */
interface LedgerInput {
  counters: LiveCounters
  plan: BehaviourPlan
  events: readonly IncomingEvent[]
  rows: readonly BehaviourRow[]
  nowMs: number
}

/** What the users of a batch did, event by event: an event is counted before conditions look, so that they see it too. */
export class BehaviourLedger {
  #input: LedgerInput
  #entries = new Map<string, Entry>()
  #next = 0

  constructor(input: LedgerInput) {
    this.#input = input
    for (const row of input.rows) this.#entries.set(placeKey(row), { ...row, isChanged: false })
  }

  /** What the user of an event has done up to it, itself included. Events are asked about in their order. */
  upTo(event: EngineEvent): BehaviourCounts {
    const { events } = this.#input
    for (let counted: EngineEvent | undefined; counted !== event && this.#next < events.length; this.#next++) {
      const next = events[this.#next]
      if (next) this.#count(next)
      counted = next
    }
    return (key, withinMs) => this.#read(key, event.userId, withinMs)
  }

  /** Counts what nobody asked about. Out: the rows that the batch changed. */
  close(): readonly BehaviourRow[] {
    const { events } = this.#input
    for (; this.#next < events.length; this.#next++) {
      const event = events[this.#next]
      if (event) this.#count(event)
    }
    return [...this.#entries.values()].filter(({ isChanged }) => isChanged)
  }

  #count(event: IncomingEvent): void {
    const { plan, nowMs } = this.#input
    const receivedMs = timeOf(event.key)
    for (const counter of plan.counts.get(event) ?? []) {
      const place = placeOf(counter, event)
      const entry = this.#entries.get(placeKey(place)) ?? { ...place, live: null, early: null, filled: null, isChanged: false }
      const more = (before: BehaviourCounter | null) => prune(addTo(before ?? emptyCounter, receivedMs, 1), nowMs)
      if (receivedMs >= counter.countedFromMs) entry.live = more(entry.live)
      else if (!counter.isFilled) entry.early = more(entry.early)
      entry.isChanged = true
      this.#entries.set(placeKey(place), entry)
    }
  }

  #read(key: string, userId: string, withinMs: number | null): number {
    const { counters, nowMs } = this.#input
    const counter = counters.byKey.get(key)
    const entry = counter && this.#entries.get(placeKey({ counterId: counter.id, userId }))
    if (!entry) return 0
    const before = counter.isFilled ? entry.filled : entry.early
    return [entry.live, before].reduce((sum, count) => sum + (count ? countWithin(count, nowMs, withinMs) : 0), 0)
  }
}

function placeOf({ id }: LiveCounter, { userId }: IncomingEvent): BehaviourPlace {
  return { counterId: id, userId }
}

function placeKey({ counterId, userId }: BehaviourPlace): string {
  return `${counterId} ${userId}`
}
