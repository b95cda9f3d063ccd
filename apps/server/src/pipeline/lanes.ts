import { Fifo } from './fifo.ts'
import { type CallEnd, LaneWindow } from './lane-window.ts'

/** Origins that have nothing to do are remembered for their window, so many of them. */
const idleLanesMax = 5000

interface Lane<T> {
  name: string
  waiting: Fifo<T>
  window: LaneWindow
  active: number
  inRing: boolean
  /** Calls a second, at most; null: as many as may be. Then no call leaves before `readyAt`. */
  perSecond: number | null
  readyAt: number
}

export interface LanesOptions {
  /** Calls under way at once, in all. */
  slots: number
  /** The monotonic clock, in milliseconds. */
  now: () => number
}

/**
 * Turns over lanes (origins, and endpoints that have a rate of their own): none is served twice before the others had their
 * turn, and each may have as many under way as its window says, but no more than half of the slots that are free then. So a
 * few that hang cannot take all the slots: what they leave, a newcomer gets at once, and those that have more than their
 * share now give it back call by call.
 */
export class Lanes<T> {
  #lanes = new Map<string, Lane<T>>()
  #ring: Lane<T>[] = []
  /** Lanes with a rate that wait for their next call's time. */
  #sleeping = new Set<Lane<T>>()
  #next = 0
  #slots: number
  #now: () => number
  #active = 0

  constructor({ slots, now }: LanesOptions) {
    this.#slots = slots
    this.#now = now
  }

  /** Adds an item to the end of a lane; `perSecond` is the rate that holds for the lane from now on. */
  add(name: string, item: T, perSecond: number | null = null): void {
    const lane = this.#lanes.get(name) ?? this.#open(name)
    lane.perSecond = perSecond
    lane.waiting.push(item)
    this.#enter(lane)
  }

  /** The next item in turn, or undefined when every lane is empty, has its share, or waits. `done` must follow for it. */
  take(): T | undefined {
    const free = this.#slots - this.#active
    if (free <= 0) return undefined
    if (this.#sleeping.size > 0) this.#wake()
    const share = Math.max(1, free >> 1)
    for (let lanes = this.#ring.length; lanes > 0; lanes--) {
      if (this.#next >= this.#ring.length) this.#next = 0
      const lane = this.#ring[this.#next]
      if (lane && lane.active < share) return this.#takeFrom(lane)
      this.#next++
    }
    return undefined
  }

  /** In how many milliseconds a lane that waits for its rate may go on; null where none waits. */
  get wakeInMs(): number | null {
    let first = Number.POSITIVE_INFINITY
    for (const { readyAt } of this.#sleeping) first = Math.min(first, readyAt)
    return first === Number.POSITIVE_INFINITY ? null : Math.max(0, first - this.#now())
  }

  /** Says that an item of the lane is no longer under way, and how it ended. */
  done(name: string, end: CallEnd): void {
    const lane = this.#lanes.get(name)
    if (!lane) return
    lane.active--
    this.#active--
    lane.window.note(end)
    this.#enter(lane)
  }

  /** Takes out everything that waits. */
  drain(): T[] {
    const items: T[] = []
    for (const lane of this.#lanes.values()) {
      for (let item = lane.waiting.shift(); item !== undefined; item = lane.waiting.shift()) items.push(item)
      lane.inRing = false
    }
    this.#ring = []
    this.#sleeping.clear()
    return items
  }

  /** Takes out what waits and fulfils a condition, wherever it stands. */
  remove(condition: (item: T) => boolean): T[] {
    const removed: T[] = []
    for (const lane of this.#lanes.values()) {
      for (let left = lane.waiting.length; left > 0; left--) {
        const item = lane.waiting.shift()
        if (item === undefined) break
        if (condition(item)) removed.push(item)
        else lane.waiting.push(item)
      }
      if (lane.waiting.length > 0) continue
      this.#sleeping.delete(lane)
      const place = this.#ring.indexOf(lane)
      if (place >= 0) this.#leave(place)
    }
    return removed
  }

  #open(name: string): Lane<T> {
    if (this.#lanes.size >= idleLanesMax) this.#forgetIdle()
    const lane: Lane<T> = { name, waiting: new Fifo(), window: new LaneWindow(), active: 0, inRing: false, perSecond: null, readyAt: 0 }
    this.#lanes.set(name, lane)
    return lane
  }

  #forgetIdle(): void {
    for (const [name, lane] of this.#lanes) if (lane.active === 0 && lane.waiting.length === 0) this.#lanes.delete(name)
  }

  #takeFrom(lane: Lane<T>): T | undefined {
    const item = lane.waiting.shift()
    lane.active++
    this.#active++
    if (lane.perSecond !== null) lane.readyAt = Math.max(lane.readyAt, this.#now()) + 1000 / lane.perSecond
    if (lane.waiting.length === 0 || lane.active >= lane.window.size || lane.perSecond !== null) {
      this.#leave(this.#next)
      this.#enter(lane)
    } else this.#next++
    return item
  }

  #enter(lane: Lane<T>): void {
    if (lane.inRing || lane.waiting.length === 0 || lane.active >= lane.window.size) return
    if (lane.perSecond !== null && lane.readyAt > this.#now()) {
      this.#sleeping.add(lane)
      return
    }
    lane.inRing = true
    this.#ring.push(lane)
  }

  #wake(): void {
    const now = this.#now()
    for (const lane of this.#sleeping) {
      if (lane.readyAt > now && lane.perSecond !== null) continue
      this.#sleeping.delete(lane)
      this.#enter(lane)
    }
  }

  #leave(index: number): void {
    const lane = this.#ring[index]
    const last = this.#ring.pop()
    if (lane) lane.inRing = false
    if (last && last !== lane) this.#ring[index] = last
  }
}
