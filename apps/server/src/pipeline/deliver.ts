import type { Clock } from '../clock.ts'
import type { Sql } from '../db/client.ts'
import type { Log } from '../log.ts'
import type { AttemptOutcome } from '../queue/finish.ts'
import { giveBack } from '../queue/give-back.ts'
import type { StopReason } from '../queue/hold.ts'
import type { Holder, Owed } from '../queue/owed.ts'
import { Aborted } from './attempt.ts'
import { Breath } from './breath.ts'
import { Claimer } from './claimer.ts'
import { Failures } from './failures.ts'
import { type CallEnd, callEndOf } from './lane-window.ts'
import type { Lease } from './lease.ts'
import { bytesOf, HeldMemory } from './memory.ts'
import { putAside } from './put-aside.ts'
import type { Record } from './record.ts'
import type { StageLog } from './stage-log.ts'
import { type Turn, Turns } from './turns.ts'
import { type Try, Unwritten } from './unwritten.ts'

// Stage 3. Sends what is leased to this process, in turns over origins. It asks its own lease before each send, by the
// monotonic clock, and sends nothing without it; what it does not send it gives back, or the next holder claims it.

const stopPollMs = 10

/** Whether an owed delivery may leave now; `waitMs`: not before, the receiver asked so. */
export type Permission = 'send' | 'cancel' | StopReason | { waitMs: number }

/** One try of a delivery, made and judged; nothing of it is written yet. */
export type Attempt = (owed: Owed) => Promise<AttemptOutcome>

export interface DeliverOptions {
  sql: Sql
  clock: Clock
  log: Log
  stageLog: StageLog
  lease: Lease
  record: Record
  attempt: Attempt
  permission: (owed: Owed) => Permission
  /** Calls a second that this process may make for an endpoint; null: as many as it can. */
  rateOf: (endpointId: string) => number | null
  /** Calls under way at once, in all. */
  slots: number
  /** Resolves when `permission` and `attempt` judge by definitions of at least this generation. */
  ensureLive: (generation: number) => Promise<void>
}

interface Item extends Turn {
  holder: Holder
}

export class Deliver {
  readonly memory: HeldMemory
  readonly claimer: Claimer
  #options: DeliverOptions
  #turns: Turns<Item>
  #breath: Breath
  #unwritten = new Unwritten<Item>()
  #failures = new Failures()

  constructor(options: DeliverOptions) {
    this.#options = options
    this.memory = new HeldMemory(options.clock.monotonic)
    this.#breath = new Breath(this.memory)
    const { slots, rateOf } = options
    this.#turns = new Turns({ slots, rateOf, now: options.clock.monotonic, send: (item) => void this.#send(item) })
    this.claimer = new Claimer({ ...options, memory: this.memory, accept: (holder, deliveries) => this.offer(holder, deliveries) })
  }

  /** Calls under way. */
  get inFlight(): number {
    return this.#turns.underWay
  }

  /** Sends deliveries that are committed as leased to the holder, their places in memory taken before. */
  offer(holder: Holder, deliveries: readonly Owed[]): void {
    for (const owed of deliveries) this.#turns.add({ holder, owed, lane: '' })
    this.#turns.pump()
  }

  /** Resolves when there is room for another batch of what fast endpoints get, or soon after. */
  breathe(): Promise<void> {
    return this.#breath.take()
  }

  /** Gives places back that were taken for a batch that was not committed. */
  unreserve(deliveries: readonly Owed[]): void {
    for (const owed of deliveries) this.memory.release(owed.endpointId, bytesOf(owed), false)
  }

  /** Looks for due deliveries now. */
  wake(): void {
    this.claimer.wake()
  }

  /** Judges what waits once more, because definitions or the master switch have changed: what is held now is put back at once. */
  reconsider(): void {
    const aside = new Map<'cancel' | StopReason, Item[]>()
    for (const item of this.#turns.drain()) {
      const answer = this.#options.permission(item.owed)
      if (answer === 'send' || typeof answer === 'object') this.#turns.add(item)
      else if (!aside.get(answer)?.push(item)) aside.set(answer, [item])
    }
    for (const [answer, items] of aside) void this.#putAside(items, answer)
    this.#turns.pump()
  }

  /** Forgets everything that waits: the lease was lost. */
  drop(): void {
    for (const item of this.#turns.drain()) this.#release(item, false)
  }

  /** Takes a delivery off the waiting ones, if it is there: it was cancelled. */
  forget(id: string): void {
    for (const item of this.#turns.remove((waiting) => waiting.owed.id === id)) this.#release(item, false)
  }

  start(): void {
    this.claimer.start()
  }

  /** Gives back what waits, and lets what is under way finish within the time. */
  async stop(withinMs: number): Promise<void> {
    const { sql, lease, clock } = this.#options
    await this.claimer.stop()
    const waiting = this.#turns.stop()
    for (const item of waiting) this.#release(item, false)
    await giveBack(sql, lease.holder(), { ids: waiting.map((item) => item.owed.id) })
    const deadline = clock.monotonic() + withinMs
    while (this.inFlight > 0 && clock.monotonic() < deadline) await new Promise((resolve) => setTimeout(resolve, stopPollMs))
  }

  async #send(item: Item): Promise<void> {
    const { clock, stageLog, attempt } = this.#options
    const trying: Try<Item> = { item, outcome: null }
    let end: CallEnd = { kind: 'other' }
    try {
      if (this.#adopt(item)) return
      const answer = this.#askToLeave(item)
      if (answer === 'send') {
        const startedAt = clock.monotonic()
        this.#unwritten.begin(trying)
        trying.outcome = await attempt(item.owed)
        this.#failures.forget(item.owed.id)
        end = callEndOf(trying.outcome)
        stageLog.step('deliver', { durationMs: clock.monotonic() - startedAt, counts: { calls: 1 } })
        this.#write(trying.item, trying.outcome)
      } else {
        await this.#keep(item, answer)
        this.#release(item, false)
      }
    } catch (error) {
      this.#failed(trying.item, error)
    } finally {
      this.#turns.done(item, end)
    }
  }

  /**
   * Takes a delivery that was claimed anew although this very try of it was begun here before: the lease was lost in between,
   * and its result could not be written. It is written by the new lease. Out: whether it is such a one.
   */
  #adopt(item: Item): boolean {
    const trying = this.#unwritten.of(item)
    if (!trying) return false
    const { item: former, outcome } = trying
    trying.item = item
    if (outcome) this.#write(item, outcome)
    else this.#release(former, false)
    return true
  }

  #write(item: Item, outcome: AttemptOutcome): void {
    this.#options.record.push(item.holder, outcome, () => this.#written(item, outcome))
  }

  /** Nobody can try it as it is: it comes again, ever later, and is told of once. */
  #failed(item: Item, error: unknown): void {
    this.#unwritten.forget(item)
    // The stop gives back what it cuts off.
    if (error instanceof Aborted) {
      this.#release(item, false)
      return
    }
    const { id } = item.owed
    const { delayMs, isFirst } = this.#failures.add(id)
    const level = isFirst ? 'error' : 'debug'
    this.#options.log[level]({ stage: 'deliver', err: error, delivery: id }, 'a delivery could not be tried; it is tried again, ever later')
    this.#release(item, false)
    this.claimer.disown(item.holder, [id], delayMs)
  }

  async #putAside(items: readonly Item[], answer: 'cancel' | StopReason): Promise<void> {
    const { sql, lease, log } = this.#options
    const holder = lease.holder()
    const ids = items.map((item) => item.owed.id)
    for (const item of items) this.#release(item, false)
    await putAside(sql, holder, { ids, answer }).catch((error: unknown) => {
      log.warn({ stage: 'deliver', err: error }, 'deliveries could not be put aside; they are given back and judged again')
      this.claimer.disown(holder, ids)
    })
  }

  /** Asks the lease and what holds for the delivery's source; null: the lease was lost, and nothing may be done with it. */
  #askToLeave({ holder, owed }: Item): Permission | null {
    const { lease, permission } = this.#options
    return lease.valid() && lease.holder().epoch === holder.epoch ? permission(owed) : null
  }

  /** Puts a delivery that may not leave where it belongs. */
  async #keep({ holder, owed }: Item, answer: Exclude<Permission, 'send'> | null): Promise<void> {
    if (answer === null) return
    if (typeof answer === 'object') this.claimer.disown(holder, [owed.id], answer.waitMs)
    else await putAside(this.#options.sql, holder, { ids: [owed.id], answer })
  }

  #written(item: Item, outcome: AttemptOutcome): void {
    const { next } = outcome
    this.#unwritten.written(item)
    this.#release(item, true)
    if ('delayMs' in next) this.claimer.wakeIn(next.delayMs)
  }

  #release({ owed }: Item, finished: boolean): void {
    this.memory.release(owed.endpointId, bytesOf(owed), finished)
    this.claimer.noteRoom(owed.endpointId)
    this.#breath.released()
  }
}
