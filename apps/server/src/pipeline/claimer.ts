import type { Clock } from '../clock.ts'
import type { Sql } from '../db/client.ts'
import { withDeadline } from '../db/with-deadline.ts'
import type { Log } from '../log.ts'
import { type Claimed, claimDue } from '../queue/claim.ts'
import { freeOrphans, giveBack } from '../queue/give-back.ts'
import type { Holder, Owed } from '../queue/owed.ts'
import type { Lease } from './lease.ts'
import { bytesOf, type HeldMemory } from './memory.ts'
import { inTransaction } from './store/transaction.ts'

const claimMax = 500
const pollMs = 250
const orphansEveryMs = 2000

export interface ClaimerOptions {
  sql: Sql
  clock: Clock
  log: Log
  lease: Lease
  memory: HeldMemory
  /** Resolves when this process judges by definitions of at least this generation. */
  ensureLive: (generation: number) => Promise<void>
  /** Takes deliveries that were just leased to the holder; their places in memory are taken. */
  accept: (holder: Holder, deliveries: readonly Owed[]) => void
}

/** Looks into the queue for what is due: retries, what other processes left, what there was no room for. */
export class Claimer {
  #options: ClaimerOptions
  #strays: { holder: Holder; ids: readonly string[]; delayMs: number }[] = []
  #running = false
  #timer: NodeJS.Timeout | null = null
  #ticking: Promise<void> | null = null
  #again = false
  #moreIsDue = false
  #lastOrphansAt = Number.NEGATIVE_INFINITY

  constructor(options: ClaimerOptions) {
    this.#options = options
  }

  start(): void {
    this.#running = true
    this.wake()
  }

  async stop(): Promise<void> {
    this.#running = false
    if (this.#timer) clearTimeout(this.#timer)
    await this.#ticking
  }

  /** Looks now. */
  wake(): void {
    if (!this.#running) return
    if (this.#ticking) {
      this.#again = true
      return
    }
    if (this.#timer) clearTimeout(this.#timer)
    this.#ticking = withDeadline(this.#tick())
      .catch((error: unknown) =>
        this.#options.log.warn({ stage: 'deliver', err: error }, 'due deliveries could not be claimed; trying again'),
      )
      .finally(() => this.#ticked())
  }

  /** Says that something falls due after a delay, if it is earlier than the next look. */
  wakeIn(delayMs: number): void {
    if (delayMs < pollMs) this.wake()
  }

  /** Says that due deliveries lie in the queue for which there was no room: they are claimed as soon as there is. */
  expectMore(): void {
    this.#moreIsDue = true
  }

  /** Says that an endpoint has finished something. */
  noteRoom(endpointId: string): void {
    if (this.#moreIsDue && this.#options.memory.hasRoom(endpointId)) this.wake()
  }

  /** Ends leases that this process took and will not use, as soon as the database answers; nobody claims them before the delay. */
  disown(holder: Holder, ids: readonly string[], delayMs = 0): void {
    this.#strays.push({ holder, ids, delayMs })
    this.wake()
  }

  #ticked(): void {
    this.#ticking = null
    if (!this.#running) return
    const soon = this.#again
    this.#again = false
    this.#timer = setTimeout(() => this.wake(), soon ? 0 : pollMs)
  }

  async #tick(): Promise<void> {
    const { sql, clock, lease, memory } = this.#options
    for (let stray = this.#strays[0]; stray; stray = this.#strays[0]) {
      await giveBack(sql, stray.holder, stray)
      this.#strays.shift()
    }
    if (clock.monotonic() - this.#lastOrphansAt > orphansEveryMs) {
      this.#lastOrphansAt = clock.monotonic()
      memory.sweep()
      await freeOrphans(sql)
    }
    this.#moreIsDue = false
    while (this.#running && lease.valid()) {
      const limit = Math.min(claimMax, memory.free)
      const full = memory.fullEndpoints()
      if (limit <= 0 || full.length > 0) this.#moreIsDue = true
      if (limit <= 0 || (await this.#claim(limit, full)) < limit) return
    }
  }

  async #claim(limit: number, full: readonly string[]): Promise<number> {
    const { lease, memory, accept } = this.#options
    const holder = lease.holder()
    const claimed = await this.#lease(holder, { limit, full })
    await this.#ensureLive(holder, claimed)
    const surplus = new Set(claimed.filter((owed) => !memory.reserve(owed.endpointId, bytesOf(owed))))
    accept(
      holder,
      claimed.filter((owed) => !surplus.has(owed)),
    )
    if (surplus.size > 0) {
      this.#moreIsDue = true
      await this.#giveBack(holder, [...surplus])
    }
    return claimed.length - surplus.size
  }

  /** They are known before their commit is asked for: where its answer is lost, nobody else would ever end these leases. */
  async #lease(holder: Holder, { limit, full }: { limit: number; full: readonly string[] }): Promise<Claimed[]> {
    let claimed: Claimed[] = []
    try {
      await inTransaction(this.#options.sql, async (tx, begun) => {
        const [, rows] = await Promise.all([begun, claimDue(tx, holder, { limit, full })])
        claimed = rows
      })
    } catch (error) {
      if (claimed.length > 0) this.disown(holder, idsOf(claimed))
      throw error
    }
    return claimed
  }

  async #giveBack(holder: Holder, deliveries: readonly Owed[]): Promise<void> {
    try {
      await giveBack(this.#options.sql, holder, { ids: idsOf(deliveries) })
    } catch (error) {
      this.disown(holder, idsOf(deliveries))
      throw error
    }
  }

  /** A delivery may be of a source that this process has not heard of: it is judged by definitions that know it, or not at all. */
  async #ensureLive(holder: Holder, claimed: readonly Claimed[]): Promise<void> {
    const [first] = claimed
    if (!first) return
    try {
      await this.#options.ensureLive(Number(first.generation))
    } catch (error) {
      this.disown(holder, idsOf(claimed))
      throw error
    }
  }
}

function idsOf(deliveries: readonly Owed[]): string[] {
  return deliveries.map((owed) => owed.id)
}
