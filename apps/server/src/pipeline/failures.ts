/** How long a delivery whose try threw is left alone: doubled each time. Not counted for more of them than this. */
const delayFirstMs = 2000
const delayMaxMs = 300_000
const countedMax = 10_000

/** Deliveries whose tries threw: nobody could try them as they are. */
export class Failures {
  #counts = new Map<string, number>()

  /** Counts one more. Out: for how long the delivery is left alone, in milliseconds, and whether this was its first. */
  add(id: string): { delayMs: number; isFirst: boolean } {
    const before = this.#counts.get(id) ?? 0
    if (this.#counts.size >= countedMax) this.#counts.clear()
    this.#counts.set(id, before + 1)
    return { delayMs: Math.min(delayFirstMs * 2 ** before, delayMaxMs), isFirst: before === 0 }
  }

  /** Forgets a delivery that could be tried. */
  forget(id: string): void {
    if (this.#counts.size > 0) this.#counts.delete(id)
  }
}
