import { hostname } from 'node:os'
import type { Clock } from '../clock.ts'
import type { Sql } from '../db/client.ts'
import { withDeadline } from '../db/with-deadline.ts'
import { newUuid } from '../ids.ts'
import type { Log } from '../log.ts'
import { beginEpoch, endLease, leaseMs, renewLease } from '../queue/lease.ts'
import type { Holder } from '../queue/owed.ts'

// A process sends only while `valid`: it counts from before the renewal was asked for, by a clock that no stop of the
// process halts, and stops a second before others may take over.
const marginMs = 1000
const renewEveryMs = 2000

/** This process's lease on the deliveries that it holds. */
export interface Lease {
  holder(): Holder
  valid(): boolean
  /** Renews now; begins a new epoch when the lease was lost. */
  renew(): Promise<void>
  stop(): Promise<void>
}

export interface LeaseOptions {
  sql: Sql
  clock: Clock
  log: Log
  role: string
  /** Called when the lease was lost, before a new epoch begins: whatever was held must be dropped. */
  onLost: () => void
}

/** Registers this process and keeps its lease alive. */
export async function createLease(options: LeaseOptions): Promise<Lease> {
  const { sql, clock, log, role, onLost } = options
  let holder: Holder = { processId: newUuid(clock.now()), epoch: 1 }
  let validUntil = 0
  let renewing: Promise<void> | null = null
  let timer: NodeJS.Timeout | null = null

  const valid = () => clock.monotonic() < validUntil

  async function begin(): Promise<void> {
    const askedAt = clock.monotonic()
    await beginEpoch(sql, holder, { role, host: `${hostname()}:${process.pid}` })
    validUntil = askedAt + leaseMs - marginMs
  }

  async function renewOnce(): Promise<void> {
    const askedAt = clock.monotonic()
    if (valid() && (await renewLease(sql, holder))) {
      validUntil = askedAt + leaseMs - marginMs
      return
    }
    log.warn({ stage: 'lease', epoch: holder.epoch }, 'the lease was lost; what was held goes to whoever claims it')
    validUntil = 0
    onLost()
    holder = { processId: holder.processId, epoch: holder.epoch + 1 }
    await begin()
  }

  function renew(): Promise<void> {
    renewing ??= withDeadline(renewOnce()).finally(() => {
      renewing = null
    })
    return renewing
  }

  await begin()
  timer = setInterval(() => {
    renew().catch((error: unknown) => log.warn({ stage: 'lease', err: error }, 'the lease could not be renewed'))
  }, renewEveryMs)

  return {
    holder: () => holder,
    valid,
    renew,
    async stop() {
      if (timer) clearInterval(timer)
      timer = null
      validUntil = 0
      await renewing?.catch(() => undefined)
      await endLease(sql, holder)
    },
  }
}
