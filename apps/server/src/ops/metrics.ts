import { Registry } from 'prom-client'
import type { Clock } from '../clock.ts'
import type { Sql } from '../db/client.ts'
import type { Log } from '../log.ts'
import { createQueueGauges } from './gauges.ts'
import { lookAtQueue } from './look-at-queue.ts'
import { createScrape } from './scrape.ts'

export interface Metrics {
  /** Where this process puts what it measures. */
  registry: Registry
  contentType: string
  /** What the queue is like, then what every process measures, as Prometheus reads it. */
  text(): Promise<string>
  stop(): void
}

export function createMetrics({ sql, clock, log }: { sql: Sql; clock: Clock; log: Log }): Metrics {
  const queue = new Registry()
  const gauges = createQueueGauges(queue)
  const registry = new Registry()
  const scrape = createScrape(registry)
  return {
    registry,
    contentType: registry.contentType,
    async text() {
      gauges.set(await lookAtQueue(sql, clock.now()).catch((error: unknown) => notReached(log, error)))
      return `${await queue.metrics()}\n${await scrape.all()}`
    },
    stop: scrape.stop,
  }
}

/** What a process has measured itself is wanted most while the database is away. */
function notReached(log: Log, error: unknown): null {
  log.warn({ err: error }, 'the queue could not be read for the metrics')
  return null
}
