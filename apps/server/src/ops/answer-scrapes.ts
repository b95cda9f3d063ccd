import cluster, { type Worker } from 'node:cluster'
import type { ProcessMetrics } from './join-metrics.ts'
import { processAnswersMs, type ScrapeMessage } from './scrape.ts'

/** A process and its number. */
interface Numbered {
  process: number
  worker: Worker | null
}

/**
 * Hands a process that is scraped the metrics of all of them. One that hangs, or that is just being replaced, is left out:
 * its series end for as long. Out: how to stop it.
 */
export function answerScrapes(processes: () => Numbered[]): () => void {
  const answer = async (asking: Worker, scrape: number) => {
    const answers = await Promise.all(processes().map((numbered) => metricsOf(numbered)))
    tell(asking, { type: 'hookline:scraped', scrape, all: answers.filter((metrics) => metrics !== null) })
  }
  const onMessage = (worker: Worker, message: ScrapeMessage) => {
    if (message.type === 'hookline:scrape') void answer(worker, message.scrape)
  }
  cluster.on('message', onMessage)
  return () => void cluster.off('message', onMessage)
}

let lastScrape = 0

async function metricsOf({ process, worker }: Numbered): Promise<ProcessMetrics | null> {
  if (!worker?.isConnected()) return null
  const scrape = ++lastScrape
  const { promise, resolve } = Promise.withResolvers<ProcessMetrics | null>()
  const onMessage = (message: ScrapeMessage) => {
    if (message.type === 'hookline:metrics' && message.scrape === scrape) resolve({ process, metrics: message.metrics })
  }
  const timer = setTimeout(() => resolve(null), processAnswersMs)
  worker.on('message', onMessage)
  tell(worker, { type: 'hookline:metrics-wanted', scrape })
  try {
    return await promise
  } finally {
    clearTimeout(timer)
    worker.off('message', onMessage)
  }
}

/** A process that has just ended hears nothing any more. */
function tell(worker: Worker, message: ScrapeMessage): void {
  if (worker.isConnected()) worker.send(message)
}
