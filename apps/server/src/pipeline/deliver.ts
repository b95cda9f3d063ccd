import type { HeldReason } from '@hookline/schema'
import type { Clock } from '../clock.ts'
import type { Sql } from '../db/client.ts'
import type { Log } from '../log.ts'
import { cancelOwed } from '../queue/cancel.ts'
import { claimDue } from '../queue/claim.ts'
import type { AttemptOutcome } from '../queue/finish.ts'
import { freeOrphans, giveBack } from '../queue/give-back.ts'
import { holdLeased } from '../queue/hold.ts'
import type { Holder, Owed } from '../queue/owed.ts'
import { Lanes } from './lanes.ts'
import type { Lease } from './lease.ts'
import { HeldMemory } from './memory.ts'
import type { Record } from './record.ts'
import type { StageLog } from './stage-log.ts'

// Stage 3. Sends what is leased to this process, in turns over origins. It asks its own lease before each send, by the
// monotonic clock, and sends nothing without it; what it does not send it gives back, or the next holder claims it.

/** Calls under way at once, in all and to one origin. */
const slotsMax = 256
const slotsPerOrigin = 100
const claimMax = 500
const pollMs = 250
const orphansEveryMs = 2000

/** Whether an owed delivery may leave now. */
export type Permission = 'send' | 'cancel' | HeldReason

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
}

export interface Deliver {
  readonly memory: HeldMemory
  /** Sends deliveries that were just committed as leased to the holder, their places in memory taken before. */
  offer(holder: Holder, deliveries: readonly Owed[]): void
  /** Gives places back that were taken for a batch that was not committed. */
  unreserve(deliveries: readonly Owed[]): void
  /** Ends leases of a batch whose commit may or may not have happened. */
  disown(holder: Holder, ids: readonly string[]): void
  /** Looks for due deliveries now. */
  wake(): void
  /** Says that due deliveries lie in the queue for which there was no room: they are claimed as soon as there is. */
  expectMore(): void
  /** Forgets everything that waits: the lease was lost. */
  drop(): void
  /** Takes a delivery off the waiting ones, if it is there. */
  forget(id: string): void
  start(): void
  /** Gives back what waits, and lets what is under way finish until the deadline. */
  stop(withinMs: number): Promise<void>
  inFlight(): number
}

interface Item {
  holder: Holder
  owed: Owed
  origin: string
}

export function createDeliver(options: DeliverOptions): Deliver {
  const { sql, clock, log, stageLog, lease, record, attempt, permission } = options
  const memory = new HeldMemory()
  const lanes = new Lanes<Item>(slotsPerOrigin)
  const strays: { holder: Holder; ids: readonly string[] }[] = []
  const forgotten = new Set<string>()
  let underWay = 0
  let pumping = false
  let running = false
  let timer: NodeJS.Timeout | null = null
  let ticking: Promise<void> | null = null
  let again = false
  let moreIsDue = false
  let lastOrphansAt = Number.NEGATIVE_INFINITY

  function accept(holder: Holder, deliveries: readonly Owed[]): void {
    for (const owed of deliveries) {
      const origin = originOf(owed.url)
      lanes.add(origin, { holder, owed, origin })
    }
    pump()
  }

  function pump(): void {
    if (pumping) return
    pumping = true
    while (underWay < slotsMax) {
      const item = lanes.take()
      if (!item) break
      underWay++
      void send(item)
    }
    pumping = false
  }

  async function send(item: Item): Promise<void> {
    try {
      if (await mayLeave(item)) {
        const startedAt = clock.monotonic()
        const outcome = await attempt(item.owed)
        stageLog.step('deliver', { durationMs: clock.monotonic() - startedAt, counts: { calls: 1 } })
        record.push(item.holder, outcome, () => written(item, outcome))
      } else release(item)
    } catch (error) {
      log.error({ stage: 'deliver', err: error, delivery: item.owed.id }, 'a delivery could not be tried; it is given back')
      release(item)
      disown(item.holder, [item.owed.id])
    } finally {
      underWay--
      lanes.done(item.origin)
      pump()
    }
  }

  /** Asks the lease and what holds for the delivery's source; where it may not leave, it is put where it belongs. */
  async function mayLeave(item: Item): Promise<boolean> {
    const { holder, owed } = item
    if (!lease.valid() || lease.holder().epoch !== holder.epoch) return false
    if (forgotten.delete(owed.id)) return false
    const answer = permission(owed)
    if (answer === 'send') return true
    if (answer === 'cancel') await cancelOwed(sql, { workspaceId: owed.workspaceId, id: owed.id })
    else await holdLeased(sql, holder, { ids: [owed.id], reason: answer })
    return false
  }

  function written(item: Item, outcome: AttemptOutcome): void {
    forgotten.delete(item.owed.id)
    release(item)
    if ('delayMs' in outcome.next) wakeIn(outcome.next.delayMs)
  }

  function release({ owed }: Item): void {
    memory.release(owed.endpointId, bytesOf(owed))
    if (moreIsDue && memory.hasRoom(owed.endpointId)) wake()
  }

  function disown(holder: Holder, ids: readonly string[]): void {
    strays.push({ holder, ids })
    wake()
  }

  function wakeIn(delayMs: number): void {
    if (delayMs < pollMs) wake()
  }

  function wake(): void {
    if (!running) return
    if (ticking) {
      again = true
      return
    }
    if (timer) clearTimeout(timer)
    timer = null
    ticking = tick()
      .catch((error: unknown) => log.warn({ stage: 'deliver', err: error }, 'due deliveries could not be claimed; trying again'))
      .finally(() => {
        ticking = null
        if (!running) return
        const soon = again
        again = false
        timer = setTimeout(wake, soon ? 0 : pollMs)
      })
  }

  async function tick(): Promise<void> {
    while (strays.length > 0) {
      const stray = strays[0]
      if (stray) await giveBack(sql, stray.holder, stray.ids)
      strays.shift()
    }
    if (clock.monotonic() - lastOrphansAt > orphansEveryMs) {
      lastOrphansAt = clock.monotonic()
      await freeOrphans(sql)
    }
    moreIsDue = false
    while (running && lease.valid()) {
      const limit = Math.min(claimMax, memory.free)
      const full = memory.fullEndpoints()
      const claimed = limit > 0 ? await claim(limit, full) : 0
      if (limit <= 0 || full.length > 0) moreIsDue = true
      if (limit <= 0 || claimed < limit) return
    }
  }

  async function claim(limit: number, full: readonly string[]): Promise<number> {
    const holder = lease.holder()
    const claimed = await claimDue(sql, holder, { limit, full })
    const surplus = claimed.filter((owed) => !memory.reserve(owed.endpointId, bytesOf(owed)))
    if (surplus.length > 0) {
      moreIsDue = true
      await giveBack(
        sql,
        holder,
        surplus.map((owed) => owed.id),
      )
    }
    const kept = surplus.length > 0 ? claimed.filter((owed) => !surplus.includes(owed)) : claimed
    accept(holder, kept)
    return kept.length
  }

  return {
    memory,
    offer: accept,
    unreserve: (deliveries) => {
      for (const owed of deliveries) memory.release(owed.endpointId, bytesOf(owed))
    },
    disown,
    wake,
    expectMore() {
      moreIsDue = true
    },
    forget: (id) => {
      forgotten.add(id)
    },
    drop() {
      for (const item of lanes.drain()) release(item)
    },
    start() {
      running = true
      wake()
    },
    async stop(withinMs) {
      running = false
      if (timer) clearTimeout(timer)
      await ticking
      const waiting = lanes.drain()
      for (const item of waiting) release(item)
      await giveBack(
        sql,
        lease.holder(),
        waiting.map((item) => item.owed.id),
      )
      const deadline = clock.monotonic() + withinMs
      while (underWay > 0 && clock.monotonic() < deadline) await new Promise((resolve) => setTimeout(resolve, 10))
    },
    inFlight: () => underWay,
  }
}

/** What a delivery weighs in memory. */
export function bytesOf(owed: Owed): number {
  return (owed.body?.length ?? 0) + owed.url.length
}

/** Scheme, host and port as they stand in the URL, which was normal before it got here. */
function originOf(url: string): string {
  const start = url.indexOf('//') + 2
  for (let i = start; i < url.length; i++) {
    const char = url.charCodeAt(i)
    if (char === 47 || char === 63 || char === 35) return url.slice(0, i)
  }
  return url
}
