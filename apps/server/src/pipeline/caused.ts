import type { HeldReason } from '@hookline/schema'
import type { Clock } from '../clock.ts'
import type { Sql, Tx } from '../db/client.ts'
import type { LiveStore } from '../live/live-store.ts'
import type { Live } from '../live/load.ts'
import type { Log } from '../log.ts'
import { insertOwed } from '../queue/insert.ts'
import { insertUndelivered } from '../queue/insert-undelivered.ts'
import type { Holder, Owed, QueueState } from '../queue/owed.ts'
import type { Sealer } from '../seal.ts'
import { isAmbiguous } from './database-errors.ts'
import type { Deliver } from './deliver.ts'
import type { Lease } from './lease.ts'
import { bytesOf } from './memory.ts'
import type { Slice } from './render-outcomes.ts'
import type { StageLog } from './stage-log.ts'

export interface CausedOptions {
  lease: Lease
  /** Absent where this process does not deliver: its deliveries are left for those that do. */
  deliver: Deliver | null
  /** Why a new delivery of an endpoint is made held; null where it is not. */
  heldReason: (endpointId: string) => HeldReason | null
  /** Called, after their commit, when deliveries ended because they could not be rendered. */
  onUnsendable: () => void
}

/** What the stages of one pipeline share. */
export interface StageServices {
  sql: Sql
  clock: Clock
  log: Log
  stageLog: StageLog
  workspaceId: number
  live: LiveStore
  sealer: Sealer
}

/** What decides in transactions that make deliveries. */
export interface DecidingOptions extends CausedOptions, StageServices {}

/** The deliveries that one transaction makes: they leave only when it is committed. */
export class Caused {
  #options: CausedOptions
  #holder: Holder
  /** Deliveries that are this process's from the commit on. */
  #leased: Owed[] = []
  #deliveries = 0
  #unsendable = 0

  constructor(options: CausedOptions) {
    this.#options = options
    this.#holder = options.lease.holder()
  }

  get counts(): { deliveries: number; leased: number; unsendable: number } {
    return { deliveries: this.#deliveries, leased: this.#leased.length, unsendable: this.#unsendable }
  }

  /** Says for each delivery whether it is held, ours from the start, or left to whoever claims it, and stores them. */
  async store(tx: Tx, { owed, unsendable }: Slice, live: Live): Promise<void> {
    const { deliver, lease, heldReason } = this.#options
    const mayLease = deliver !== null && lease.valid()
    const rows = owed.map((delivery): { owed: Owed; state: QueueState } => {
      if (!live.webhooksEnabled) return { owed: delivery, state: 'switch-off' }
      const held = heldReason(delivery.endpointId)
      if (held) return { owed: delivery, state: held }
      if (!mayLease || !deliver.memory.reserve(delivery.endpointId, bytesOf(delivery))) return { owed: delivery, state: 'due' }
      this.#leased.push(delivery)
      return { owed: delivery, state: 'leased' }
    })
    this.#deliveries += owed.length
    this.#unsendable += unsendable.length
    await Promise.all([insertOwed(tx, rows, this.#holder), insertUndelivered(tx, unsendable)])
    // Sent is the body's bytes; its text has done its work, and would wait in memory for as long as they do.
    for (const delivery of owed) delivery.bodyText = undefined
  }

  /** The transaction is committed: what is ours may leave. */
  committed(): void {
    const { deliver, onUnsendable } = this.#options
    deliver?.offer(this.#holder, this.#leased)
    if (this.#leased.length < this.#deliveries) deliver?.claimer.expectMore()
    if (this.#unsendable > 0) onUnsendable()
  }

  /** It was not committed, or nobody knows: its places are free again, and leases it may have taken are ended. */
  abandon(error: unknown): void {
    const { deliver } = this.#options
    deliver?.unreserve(this.#leased)
    if (this.#leased.length === 0 || !isAmbiguous(error)) return
    const ids = this.#leased.map((owed) => owed.id)
    deliver?.claimer.disown(this.#holder, ids)
  }
}
