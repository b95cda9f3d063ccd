import type { HeldMemory } from './memory.ts'

/** So many held deliveries of fast endpoints let the next batch wait, but not longer than this (docs/decisions/0004). */
const heldAbove = 1000
const waitMaxMs = 400
const checkMs = 50

/**
 * Lets the next batch wait while fast endpoints hold much: it is better decided a little later than inserted without a
 * place and claimed again. Slow endpoints make nobody wait, nor does one that was fast and hangs now.
 */
export class Breath {
  #memory: HeldMemory
  #waiting = new Set<() => void>()

  constructor(memory: HeldMemory) {
    this.#memory = memory
  }

  /** Resolves when fast endpoints have little waiting, or soon after. */
  take(): Promise<void> {
    if (this.#memory.heldByFast <= heldAbove) return Promise.resolve()
    return new Promise((resolve) => {
      let checks = waitMaxMs / checkMs
      const done = () => {
        clearInterval(timer)
        this.#waiting.delete(done)
        resolve()
      }
      const timer = setInterval(() => {
        this.#memory.demoteStalled()
        if (--checks === 0 || this.#memory.heldByFast <= heldAbove) done()
      }, checkMs)
      this.#waiting.add(done)
    })
  }

  /** Says that a place in memory is free again. */
  released(): void {
    if (this.#waiting.size > 0 && this.#memory.heldByFast <= heldAbove) for (const done of this.#waiting) done()
  }
}
