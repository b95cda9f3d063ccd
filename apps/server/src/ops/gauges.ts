import { collectDefaultMetrics, Gauge, type Registry } from 'prom-client'
import type { QueueAge } from '../queue/age.ts'

/** What is measured when it is asked for; the age of the oldest due delivery is the one alarm that matters, so it comes first: of all metrics these are registered first. */
export interface Gauges {
  set(age: QueueAge): void
}

export function createGauges(registry: Registry, inFlight: () => number): Gauges {
  const age = new Gauge({ name: 'hookline_queue_oldest_due_seconds', help: 'Age of the oldest due delivery', registers: [registry] })
  const size = new Gauge({
    name: 'hookline_queue_deliveries',
    help: 'Deliveries owed, by state (counted up to 10,000)',
    labelNames: ['state'],
    registers: [registry],
  })
  new Gauge({
    name: 'hookline_calls_in_flight',
    help: 'Calls under way in this process',
    registers: [registry],
    collect() {
      this.set(inFlight())
    },
  })
  collectDefaultMetrics({ register: registry, prefix: 'hookline_' })
  return {
    set({ oldestDueMs, due, leased, held, waiting }) {
      age.set(oldestDueMs / 1000)
      for (const [state, count] of Object.entries({ due, leased, held, waiting })) size.set({ state }, count)
    },
  }
}
