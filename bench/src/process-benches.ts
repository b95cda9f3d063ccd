import type { Bench } from './bench.ts'
import { runPipeline } from './pipeline.ts'
import type { Product } from './product.ts'
import { withStarted } from './started.ts'
import { quantile, shown, spread } from './statistics.ts'
import { publishRule } from './workload.ts'

const sampleEveryMs = 1000
/** More than this from the second fifth to the last is growth. */
const flatRatioMax = 1.1

/** Resident memory of the server at full speed: its most, and whether it grows from the second fifth of the time to the last. */
export const benchMemory: Bench = ({ minutes }) =>
  withStarted(async ({ product, receiver }) => {
    await publishRule(product, receiver.url)
    const idleMb = await product.memoryMb()
    const samples: number[] = []
    const stopSampling = sampleMemory(product, samples)
    const run = await runPipeline(product, receiver, { ms: minutes * 60_000, eventsPerCall: 100, lanes: 8 })
    await stopSampling()
    const fifth = (n: number) => samples.slice(Math.floor((samples.length * (n - 1)) / 5), Math.ceil((samples.length * n) / 5))
    const [early, late] = [quantile(fifth(2), 0.5), quantile(fifth(5), 0.5)]
    const isFlat = late / early <= flatRatioMax
    const maxMb = Math.max(...samples)
    console.log(
      `memory           at most ${maxMb.toFixed(0)} MB in ${minutes} min at ${run.perSecond.toFixed(0)} webhooks/s (${idleMb.toFixed(0)} MB idle); second fifth ${early.toFixed(0)} MB, last ${late.toFixed(0)} MB: ${isFlat ? 'flat' : 'growing'}; lost ${run.accepted - run.received}`,
    )
    return { idleMb, maxMb, early, late, isFlat, samples, run }
  })

/** Notes the memory every second. Out: how to stop. */
function sampleMemory(product: Product, samples: number[]): () => Promise<void> {
  let isStopped = false
  const sampling = (async () => {
    while (!isStopped) {
      samples.push(await product.memoryMb())
      await new Promise((resolve) => setTimeout(resolve, sampleEveryMs))
    }
  })()
  return () => {
    isStopped = true
    return sampling
  }
}

/** From the start of the process until it is ready, on a new folder, and again on the database it left. */
export const benchStart: Bench = ({ scale, rounds }) =>
  withStarted(async ({ product, receiver }) => {
    await publishRule(product, receiver.url)
    await runPipeline(product, receiver, { ms: 3000 * scale, eventsPerCall: 100, lanes: 8 })
    const againMs: number[] = []
    for (let round = 0; round < Math.max(3, rounds); round++) againMs.push(await product.restart())
    console.log(
      `start            ready in ${shown(againMs, 0)} ms with an existing database, ${product.readyMs.toFixed(0)} ms on a new folder`,
    )
    return { newFolderMs: product.readyMs, againMs, ...spread(againMs) }
  })
