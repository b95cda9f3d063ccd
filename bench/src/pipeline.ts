import { afterMs, postEvents } from './post.ts'
import type { Product } from './product.ts'
import type { Receiver } from './receiver.ts'

/** What one run of the whole pipeline gave: from the first event posted to the last call received. */
export interface PipelineRun {
  perSecond: number
  accepted: number
  received: number
  refused: number
  serverCpuUs: number
  postgresCpuUs: number
}

export interface PipelineLoad {
  ms: number
  eventsPerCall: number
  lanes: number
}

/** Posts events for the time and waits until every accepted one has arrived, or nothing more arrives for 5 s. */
export async function runPipeline(product: Product, receiver: Receiver, { ms, eventsPerCall, lanes }: PipelineLoad): Promise<PipelineRun> {
  const before = await receiver.count()
  const cpuBefore = await product.cpuSeconds()
  const startedAt = performance.now()
  const { accepted, refused } = await postEvents(product, { lanes, eventsPerCall, isDone: afterMs(ms) })
  const { received, endedAt } = await waitForAll(receiver, before, accepted)
  const cpu = await product.cpuSeconds()
  const each = (seconds: number) => (seconds * 1e6) / Math.max(1, received)
  return {
    perSecond: received / ((endedAt - startedAt) / 1000),
    accepted,
    received,
    refused,
    serverCpuUs: each(cpu.server - cpuBefore.server),
    postgresCpuUs: each(cpu.postgres - cpuBefore.postgres),
  }
}

export async function waitForAll(receiver: Receiver, before: number, wanted: number): Promise<{ received: number; endedAt: number }> {
  let last = -1
  let lastChangeAt = performance.now()
  for (;;) {
    const received = (await receiver.count()) - before
    if (received !== last) lastChangeAt = performance.now()
    last = received
    if (received >= wanted || performance.now() - lastChangeAt > 5000) return { received, endedAt: lastChangeAt }
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
}
