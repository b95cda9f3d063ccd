import type { Owed } from '../queue/owed.ts'
import type { CallEnd } from './lane-window.ts'
import { Lanes } from './lanes.ts'

/** What takes its turn. */
export interface Turn {
  owed: Owed
  /** Its origin, or its endpoint where that has a rate of its own. */
  lane: string
}

export interface TurnsOptions<Item extends Turn> {
  /** Calls under way at once, in all. */
  slots: number
  /** The monotonic clock, in milliseconds. */
  now: () => number
  /** Calls a second that this process may make for an endpoint; null: as many as it can. */
  rateOf: (endpointId: string) => number | null
  /** Sends one whose turn it is; `done` must follow. */
  send: (item: Item) => void
}

/** Lets owed deliveries go as their turns come, over origins and over endpoints with a rate of their own (lanes.ts). */
export class Turns<Item extends Turn> {
  #options: TurnsOptions<Item>
  #lanes: Lanes<Item>
  #underWay = 0
  #isPumping = false
  #isPumpDue = false
  #waking: NodeJS.Timeout | null = null

  constructor(options: TurnsOptions<Item>) {
    this.#options = options
    this.#lanes = new Lanes(options)
  }

  /** Those that were sent and are not done. */
  get underWay(): number {
    return this.#underWay
  }

  /** Adds one to the end of its lane; `pump` must follow. */
  add(item: Item): void {
    const perSecond = this.#options.rateOf(item.owed.endpointId)
    item.lane = perSecond === null ? originOf(item.owed.url) : item.owed.endpointId
    this.#lanes.add(item.lane, item, perSecond)
  }

  /** Sends all whose turn it is. */
  pump(): void {
    if (this.#isPumping) return
    this.#isPumping = true
    for (let item = this.#lanes.take(); item; item = this.#lanes.take()) {
      this.#underWay++
      this.#options.send(item)
    }
    this.#isPumping = false
    this.#wakeForRate()
  }

  /** Says how one that was sent ended. */
  done(item: Item, end: CallEnd): void {
    this.#underWay--
    this.#lanes.done(item.lane, end)
    this.#pumpOnce()
  }

  /** Takes out all that wait. */
  drain(): Item[] {
    return this.#lanes.drain()
  }

  /** Takes out those that wait and fulfil a condition. */
  remove(condition: (item: Item) => boolean): Item[] {
    return this.#lanes.remove(condition)
  }

  /** Takes out all that wait, and wakes no more. */
  stop(): Item[] {
    if (this.#waking) clearTimeout(this.#waking)
    return this.drain()
  }

  /**
   * Pumps after all answers of this turn of the event loop: calls that leave together wake a receiver once, and are answered
   * together (docs/decisions/0014).
   */
  #pumpOnce(): void {
    if (this.#isPumpDue) return
    this.#isPumpDue = true
    setImmediate(() => {
      this.#isPumpDue = false
      this.pump()
    })
  }

  /** Pumps again when the next lane that waits for its rate may go on. */
  #wakeForRate(): void {
    const { wakeInMs } = this.#lanes
    if (wakeInMs === null || this.#waking) return
    this.#waking = setTimeout(() => {
      this.#waking = null
      this.pump()
    }, Math.ceil(wakeInMs))
  }
}

/** Scheme, host and port as they stand in the URL, which was normal before it got here. */
function originOf(url: string): string {
  const start = url.indexOf('//') + 2
  for (let i = start; i < url.length; i++) {
    const char = url.charCodeAt(i)
    if (char === 47 || char === 63 || char === 35) return url.slice(0, i)
  }
  return url
}
