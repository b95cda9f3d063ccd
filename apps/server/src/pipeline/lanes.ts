/** A first-in first-out list whose head is taken in constant time. */
class Fifo<T> {
  #items: T[] = []
  #head = 0

  get length(): number {
    return this.#items.length - this.#head
  }

  push(item: T): void {
    this.#items.push(item)
  }

  shift(): T | undefined {
    if (this.#head >= this.#items.length) return undefined
    const item = this.#items[this.#head++]
    if (this.#head > 1024 && this.#head * 2 > this.#items.length) {
      this.#items = this.#items.slice(this.#head)
      this.#head = 0
    }
    return item
  }
}

interface Lane<T> {
  origin: string
  waiting: Fifo<T>
  active: number
  inRing: boolean
}

/**
 * Turns over origins: none is served twice before the others had their turn, and each may have so many under way at
 * once, but no more than half of the slots that are free then. So a few that hang cannot take all the slots: what they
 * leave, a newcomer gets at once, and those that have more than their share now give it back call by call.
 */
export class Lanes<T> {
  #lanes = new Map<string, Lane<T>>()
  #ring: Lane<T>[] = []
  #next = 0
  #slots: number
  #activeMax: number
  #active = 0

  /** In: calls under way at once, in all and of one origin. */
  constructor(slots: number, activeMax: number) {
    this.#slots = slots
    this.#activeMax = activeMax
  }

  add(origin: string, item: T): void {
    let lane = this.#lanes.get(origin)
    if (!lane) {
      lane = { origin, waiting: new Fifo(), active: 0, inRing: false }
      this.#lanes.set(origin, lane)
    }
    lane.waiting.push(item)
    this.#enter(lane)
  }

  /** The next item in turn, or undefined when every lane is empty or has its share. `done` must follow for it. */
  take(): T | undefined {
    const free = this.#slots - this.#active
    if (free <= 0) return undefined
    const share = Math.max(1, free >> 1)
    for (let lanes = this.#ring.length; lanes > 0; lanes--) {
      if (this.#next >= this.#ring.length) this.#next = 0
      const lane = this.#ring[this.#next]
      if (lane && lane.active < share) return this.#takeFrom(lane)
      this.#next++
    }
    return undefined
  }

  #takeFrom(lane: Lane<T>): T | undefined {
    const item = lane.waiting.shift()
    lane.active++
    this.#active++
    if (lane.waiting.length === 0 || lane.active >= this.#activeMax) this.#leave(this.#next)
    else this.#next++
    return item
  }

  /** Says that an item of the origin is no longer under way. */
  done(origin: string): void {
    const lane = this.#lanes.get(origin)
    if (!lane) return
    lane.active--
    this.#active--
    this.#enter(lane)
    if (lane.active === 0 && lane.waiting.length === 0) this.#lanes.delete(origin)
  }

  /** Takes out everything that waits. */
  drain(): T[] {
    const items: T[] = []
    for (const lane of this.#lanes.values()) {
      for (let item = lane.waiting.shift(); item !== undefined; item = lane.waiting.shift()) items.push(item)
      lane.inRing = false
      if (lane.active === 0) this.#lanes.delete(lane.origin)
    }
    this.#ring = []
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
      const place = this.#ring.indexOf(lane)
      if (lane.waiting.length === 0 && place >= 0) this.#leave(place)
    }
    return removed
  }

  #enter(lane: Lane<T>): void {
    if (lane.inRing || lane.waiting.length === 0 || lane.active >= this.#activeMax) return
    lane.inRing = true
    this.#ring.push(lane)
  }

  #leave(index: number): void {
    const lane = this.#ring[index]
    const last = this.#ring.pop()
    if (lane) lane.inRing = false
    if (last && last !== lane) this.#ring[index] = last
  }
}
