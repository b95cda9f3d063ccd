import type { Log } from '../log.ts'
import type { Wake } from './wake.ts'

/** Runs of one batch: more would hold their users' locks for longer than events of these users may wait. */
const batchMax = 500
const pollMs = 250

/** Looks for runs whose time has come; any number of processes share them. */
export class Waker {
  #wake: Pick<Wake, 'settle'>
  #log: Log
  #running = false
  #timer: NodeJS.Timeout | null = null
  #ticking: Promise<void> = Promise.resolve()

  constructor({ wake, log }: { wake: Pick<Wake, 'settle'>; log: Log }) {
    this.#wake = wake
    this.#log = log
  }

  start(): void {
    this.#running = true
    this.#lookIn(0)
  }

  async stop(): Promise<void> {
    this.#running = false
    if (this.#timer) clearTimeout(this.#timer)
    await this.#ticking
  }

  #lookIn(delayMs: number): void {
    if (!this.#running) return
    this.#timer = setTimeout(() => {
      this.#ticking = this.#tick().then(() => this.#lookIn(pollMs))
    }, delayMs)
  }

  /** Lets runs go on until none is due. */
  async #tick(): Promise<void> {
    try {
      while (this.#running && (await this.#wake.settle(batchMax)) > 0);
    } catch (error) {
      this.#log.warn({ stage: 'wake', err: error }, 'runs that are due could not go on; trying again')
    }
  }
}
