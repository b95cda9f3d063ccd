import { collectDefaultMetrics, Gauge, type Registry } from 'prom-client'
import type { QueueAge } from '../queue/age.ts'

/**
 * What the whole Hookline has in the database: the same for all processes, so it is told once a scrape, and first. The age
 * of the oldest due delivery is the one alarm that matters.
 */
export interface QueueGauges {
  /** Null where the database did not answer: what was last known is not told then. */
  set(age: QueueAge | null): void
}

export function createQueueGauges(registry: Registry): QueueGauges {
  const age = new Gauge({ name: 'hookline_queue_oldest_due_seconds', help: 'Age of the oldest due delivery', registers: [registry] })
  const size = new Gauge({
    name: 'hookline_queue_deliveries',
    help: 'Deliveries owed, by state (counted up to 10,000)',
    labelNames: ['state'],
    registers: [registry],
  })
  const reachable = new Gauge({
    name: 'hookline_database_reachable',
    help: 'Whether the database answered this scrape (1), or not (0)',
    registers: [registry],
  })
  return {
    set(queue) {
      reachable.set(queue === null ? 0 : 1)
      age.remove()
      size.reset()
      if (queue === null) return
      const { oldestDueMs, due, leased, held, waiting } = queue
      age.set(oldestDueMs / 1000)
      for (const [state, count] of Object.entries({ due, leased, held, waiting })) size.set({ state }, count)
    },
  }
}

/** What is looked at when it is asked for. */
export interface Looks {
  inFlight(): number
  leaseIsValid(): boolean
  /** Connections at work and what waits for one, by pool. */
  pools(): Record<string, { max: number; used: number; waiting: number }>
}

/** What this process has: its calls, its lease, its connections, and the usual of Node (event loop, CPU, memory, garbage). */
export function createProcessGauges(registry: Registry, looks: Looks): void {
  const registers = [registry]
  new Gauge({
    name: 'hookline_calls_in_flight',
    help: 'Calls under way in this process',
    registers,
    collect() {
      this.set(looks.inFlight())
    },
  })
  new Gauge({
    name: 'hookline_lease_valid',
    help: 'Whether this process holds its lease, so that it may send (1), or not (0)',
    registers,
    collect() {
      this.set(looks.leaseIsValid() ? 1 : 0)
    },
  })
  new Gauge({
    name: 'hookline_process_pid',
    help: "The operating system's number of this process",
    registers,
    collect() {
      this.set(process.pid)
    },
  })
  const kinds = ['max', 'used', 'waiting'] as const
  const helps = {
    max: 'Connections to the database there may be, by pool',
    used: 'Connections at work, by pool',
    waiting: 'Statements and transactions that wait for a connection, by pool',
  }
  for (const kind of kinds) {
    new Gauge({
      name: `hookline_pool_connections_${kind}`,
      help: helps[kind],
      labelNames: ['pool'],
      registers,
      collect() {
        for (const [pool, state] of Object.entries(looks.pools())) this.set({ pool }, state[kind])
      },
    })
  }
  collectDefaultMetrics({ register: registry, prefix: 'hookline_' })
}
