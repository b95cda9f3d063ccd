import cluster from 'node:cluster'
import type { Registry } from 'prom-client'
import { joinMetrics, type ProcessMetrics } from './join-metrics.ts'

// With PROCESSES=n a scrape reaches any of the n, and must tell of all: the one that is asked asks the process that started
// them (processes.ts), which asks each and hands on what they say.

/** Told by a process to the one that started it, and back. */
export type ScrapeMessage =
  | { type: 'hookline:scrape'; scrape: number }
  | { type: 'hookline:metrics-wanted'; scrape: number }
  | { type: 'hookline:metrics'; scrape: number; metrics: ProcessMetrics['metrics'] }
  | { type: 'hookline:scraped'; scrape: number; all: ProcessMetrics[] }

/** A process that does not say its metrics within it is left out of the answer. */
export const processAnswersMs = 2000
const scrapeMs = 2 * processAnswersMs

export interface Scrape {
  /** The metrics of all processes that were started together, as Prometheus reads them. */
  all(): Promise<string>
  stop(): void
}

/** Out: what answers a scrape here; among processes that share a port it also answers for this one when another is scraped. */
export function createScrape(registry: Registry): Scrape {
  if (!cluster.isWorker) return { all: () => registry.metrics(), stop: () => undefined }
  const waiting = new Map<number, (all: ProcessMetrics[]) => void>()
  let last = 0

  async function tell(scrape: number): Promise<void> {
    send({ type: 'hookline:metrics', scrape, metrics: await registry.getMetricsAsJSON() })
  }

  const onMessage = (message: ScrapeMessage) => {
    if (message.type === 'hookline:metrics-wanted') void tell(message.scrape)
    else if (message.type === 'hookline:scraped') waiting.get(message.scrape)?.(message.all)
  }
  process.on('message', onMessage)

  return {
    async all() {
      const scrape = ++last
      const { promise, resolve, reject } = Promise.withResolvers<ProcessMetrics[]>()
      const timer = setTimeout(() => reject(new Error('the process that started this one does not answer')), scrapeMs)
      waiting.set(scrape, resolve)
      try {
        send({ type: 'hookline:scrape', scrape })
        return await joinMetrics(await promise)
      } finally {
        clearTimeout(timer)
        waiting.delete(scrape)
      }
    },
    stop: () => void process.off('message', onMessage),
  }
}

/** Where the other side is gone, this process is about to end too. */
function send(message: ScrapeMessage): void {
  if (process.connected) process.send?.(message)
}
