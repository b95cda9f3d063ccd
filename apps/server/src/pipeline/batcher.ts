/** Group commit: while batches are settled the next one fills, so batches grow under load and are small without. */
export interface Batcher<T> {
  push(item: T): void
  /** Resolves when everything pushed so far is settled. */
  idle(): Promise<void>
  readonly waiting: number
}

export interface BatcherOptions<T> {
  /** How many items from the front make the next batch: at least one. */
  take: (waiting: readonly T[]) => number
  /** How long the first item of a batch waits for others; 0 waits for the same turn of the event loop only. */
  lingerMs?: number
  /** Batches that are settled at the same time. */
  concurrency?: number
  /** Whether what waits is enough for another batch beside those that are being settled; otherwise it waits for one of them. */
  mayJoin?: () => boolean
  /** Must not reject: what goes wrong is its own to handle. */
  settle: (batch: T[]) => Promise<void>
}

export function createBatcher<T>(options: BatcherOptions<T>): Batcher<T> {
  const { take, settle, lingerMs = 0, concurrency = 1, mayJoin = () => true } = options
  let waiting: T[] = []
  let lingering = false
  const underWay = new Set<Promise<void>>()

  function start(): void {
    if (lingering || waiting.length === 0 || underWay.size >= concurrency || (underWay.size > 0 && !mayJoin())) return
    lingering = true
    const batch = linger().then(() => {
      lingering = false
      const count = Math.max(1, take(waiting))
      const items = waiting.slice(0, count)
      waiting = waiting.slice(count)
      start()
      return settle(items)
    })
    underWay.add(batch)
    void batch.finally(() => {
      underWay.delete(batch)
      start()
    })
  }

  function linger(): Promise<void> {
    return new Promise((resolve) => {
      if (lingerMs > 0) setTimeout(resolve, lingerMs)
      else setImmediate(resolve)
    })
  }

  return {
    push(item) {
      waiting.push(item)
      start()
    },
    async idle() {
      while (underWay.size > 0) await Promise.all(underWay)
    },
    get waiting() {
      return waiting.length
    },
  }
}
