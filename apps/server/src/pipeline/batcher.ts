/** Group commit: while one batch is settled the next one fills, so batches grow under load and are small without. */
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
  /** Must not reject: what goes wrong is its own to handle. */
  settle: (batch: T[]) => Promise<void>
}

export function createBatcher<T>({ take, settle, lingerMs = 0 }: BatcherOptions<T>): Batcher<T> {
  let waiting: T[] = []
  let running: Promise<void> | null = null

  function start(): void {
    running ??= run().finally(() => {
      running = null
      if (waiting.length > 0) start()
    })
  }

  async function run(): Promise<void> {
    while (waiting.length > 0) {
      await linger()
      const count = Math.max(1, take(waiting))
      const batch = waiting.slice(0, count)
      waiting = waiting.slice(count)
      await settle(batch)
    }
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
      while (running) await running
    },
    get waiting() {
      return waiting.length
    },
  }
}
