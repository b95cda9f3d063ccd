import type { Owed } from '../queue/owed.ts'

/** What one process may hold of owed deliveries; more are left in the queue, due for anyone. */
export const heldMax = 5000
export const heldBytesMax = 64 * 1024 * 1024
/** What one endpoint may hold of them at least; one that has finished more in a window may hold as much as that. */
export const heldPerEndpointMin = 256
export const windowMs = 250
/** How long the speed of an endpoint that has nothing to do is remembered. */
const rememberedMs = 300_000
/** What endpoints that are not fast may hold together; beyond it each has this little, or what it clears in a window. */
export const heldBySlowMax = heldMax / 2
export const heldWhenCrowded = 16

interface Share {
  held: number
  /** Finished in the present window, and in the whole one before it. */
  finished: number
  finishedBefore: number
  windowStart: number
  finishedAt: number
  /** Since when it holds nothing; its window stands still meanwhile. */
  idleSince: number
  isFast: boolean
}

/**
 * Counts the deliveries that this process holds, from before they are inserted as leased until they were tried and
 * written down. An endpoint's share is bounded by time, not by number alone: it may hold what it clears in a quarter of
 * a second, so a slow one never holds more than the least, and a fast one is not claimed twice (docs/decisions/0004).
 * Time in which it holds nothing does not count: one that was fast before a pause is fast after it.
 * All slow ones together hold half of the places, so that any number that hangs leaves room for the others.
 */
export class HeldMemory {
  #shares = new Map<string, Share>()
  #count = 0
  #bytes = 0
  #heldBySlow = 0
  #now: () => number

  /** In: the monotonic clock, in milliseconds. */
  constructor(now: () => number) {
    this.#now = now
  }

  get count(): number {
    return this.#count
  }

  get free(): number {
    return heldMax - this.#count
  }

  /** Takes a place for a delivery of so many bytes. Out: false where there is none. */
  reserve(endpointId: string, bytes: number): boolean {
    const share = this.#shares.get(endpointId)
    if (this.#count >= heldMax || (share && share.held >= this.#limitOf(share)) || (this.#count > 0 && this.#bytes + bytes > heldBytesMax))
      return false
    if (share) this.#hold(share)
    else
      this.#shares.set(endpointId, {
        held: 1,
        finished: 0,
        finishedBefore: 0,
        windowStart: this.#now(),
        finishedAt: 0,
        idleSince: 0,
        isFast: false,
      })
    if (!share?.isFast) this.#heldBySlow++
    this.#count++
    this.#bytes += bytes
    return true
  }

  /** Gives a place back; `finished` where the delivery was tried, for its endpoint's speed. */
  release(endpointId: string, bytes: number, finished: boolean): void {
    this.#count--
    this.#bytes -= bytes
    const share = this.#shares.get(endpointId)
    if (!share) return
    share.held--
    if (!share.isFast) this.#heldBySlow--
    if (finished) this.#noteFinished(share)
    else if (share.held === 0 && share.finished === 0 && share.finishedBefore === 0) this.#shares.delete(endpointId)
    if (share.held === 0) share.idleSince = this.#now()
  }

  /** Whether an endpoint's share is half free again: the moment at which claiming more for it is worth a statement. */
  hasRoom(endpointId: string): boolean {
    const share = this.#shares.get(endpointId)
    return this.heldByFast <= (heldMax - this.#heldBySlow) / 2 && (!share || share.held <= this.#limitOf(share) / 2)
  }

  /** Held deliveries of endpoints that are fast: those that a short wait would bring down. */
  get heldByFast(): number {
    return this.#count - this.#heldBySlow
  }

  /** Endpoints that may hold no more. */
  fullEndpoints(): string[] {
    return [...this.#shares].filter(([, share]) => share.held >= this.#limitOf(share)).map(([id]) => id)
  }

  /** Forgets the speed of endpoints that have been idle for minutes; called now and then. */
  sweep(): void {
    const idleSince = this.#now() - rememberedMs
    for (const [id, share] of this.#shares) if (share.held === 0 && share.idleSince < idleSince) this.#shares.delete(id)
  }

  /** Takes endpoints that were fast, hold something and have finished nothing for a whole window as slow, until they finish again. */
  demoteStalled(): void {
    const since = this.#now() - windowMs
    for (const share of this.#shares.values()) {
      if (!share.isFast || share.held === 0 || share.finishedAt > since) continue
      share.isFast = false
      this.#heldBySlow += share.held
    }
  }

  #hold(share: Share): void {
    if (share.held === 0) share.windowStart += this.#now() - share.idleSince
    share.held++
  }

  #noteFinished(share: Share): void {
    const now = this.#now()
    const age = now - share.windowStart
    if (age >= windowMs) {
      share.finishedBefore = age < 2 * windowMs ? share.finished : 0
      share.finished = 0
      share.windowStart = now
    }
    share.finished++
    share.finishedAt = now
    const isFast = Math.max(share.finished, share.finishedBefore) > heldPerEndpointMin
    if (isFast !== share.isFast) this.#heldBySlow += isFast ? -share.held : share.held
    share.isFast = isFast
  }

  #limitOf({ finished, finishedBefore }: Share): number {
    const least = this.#heldBySlow < heldBySlowMax ? heldPerEndpointMin : heldWhenCrowded
    return Math.max(least, finished, finishedBefore)
  }
}

/** What a delivery weighs in memory. */
export function bytesOf({ body, url }: Pick<Owed, 'body' | 'url'>): number {
  return (body?.length ?? 0) + url.length
}
