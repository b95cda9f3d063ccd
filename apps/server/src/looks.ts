import { withDeadline } from './db/with-deadline.ts'

export interface LooksOptions {
  look: () => Promise<void>
  /** How long after a look the next one follows by itself, in milliseconds. */
  waitMs: () => number
  onFailure: (error: unknown) => void
}

/**
 * Looks at the database again and again, one look at a time: at once when woken, otherwise after a while. A look that takes
 * too long has failed (db/with-deadline.ts).
 */
export class Looks {
  #options: LooksOptions
  #running = false
  #timer: NodeJS.Timeout | undefined
  #looking: Promise<void> | null = null
  #again = false

  constructor(options: LooksOptions) {
    this.#options = options
  }

  get isRunning(): boolean {
    return this.#running
  }

  /** The first look comes after a while, unless it is woken. */
  start(): void {
    this.#running = true
    this.#lookIn(this.#options.waitMs())
  }

  /** Resolves when the look that is under way has ended; none follows. */
  async stop(): Promise<void> {
    this.#running = false
    clearTimeout(this.#timer)
    await this.#looking
  }

  /** Looks now, or once more after the look that is under way. */
  wake(): void {
    if (!this.#running) return
    if (this.#looking) {
      this.#again = true
      return
    }
    clearTimeout(this.#timer)
    const { look, onFailure } = this.#options
    this.#looking = withDeadline(look())
      .catch(onFailure)
      .finally(() => this.#looked())
  }

  #looked(): void {
    this.#looking = null
    if (!this.#running) return
    const again = this.#again
    this.#again = false
    this.#lookIn(again ? 0 : this.#options.waitMs())
  }

  #lookIn(delayMs: number): void {
    this.#timer = setTimeout(() => this.wake(), delayMs)
  }
}
