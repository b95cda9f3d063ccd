import type { Bench } from './bench.ts'
import { measureLatency } from './latency.ts'
import { measureLimit } from './limit.ts'
import { type PipelineLoad, type PipelineRun, runPipeline } from './pipeline.ts'
import { withStarted } from './started.ts'
import { shown, spread } from './statistics.ts'
import { publishRule } from './workload.ts'

/** The bare loop alone. */
export const benchLimit: Bench = ({ scale, rounds }) =>
  withStarted(async ({ receiver }) => {
    await measureLimit(receiver.url, 1000)
    const perSecond: number[] = []
    for (let round = 0; round < rounds; round++) perSecond.push(await measureLimit(receiver.url, 3000 * scale))
    console.log(`limit            ${shown(perSecond, 0)} calls/s`)
    return { perSecond, ...spread(perSecond) }
  })

/** Events in batches of 100, by 8 callers. */
export const benchBatch: Bench = (options) => compare('pipeline-batch', { ms: 5000, eventsPerCall: 100, lanes: 8 }, options)

/** One event a request, by 100 callers. */
export const benchSingle: Bench = (options) => compare('pipeline-single', { ms: 5000, eventsPerCall: 1, lanes: 100 }, options)

interface Compared extends PipelineRun {
  limitPerSecond: number
  ratio: number
  lost: number
}

/** The limit is taken before and after each run, so that a machine whose speed drifts is compared with itself. */
function compare(name: string, load: PipelineLoad, { scale, rounds }: Parameters<Bench>[0]): ReturnType<Bench> {
  return withStarted(async ({ product, receiver }) => {
    await publishRule(product, receiver.url)
    await measureLimit(receiver.url, 1000)
    await runPipeline(product, receiver, { ...load, ms: 3000 * scale })
    const results: Compared[] = []
    for (let round = 0; round < rounds; round++) {
      const before = await measureLimit(receiver.url, 2000 * scale)
      const run = await runPipeline(product, receiver, { ...load, ms: load.ms * scale })
      const limitPerSecond = (before + (await measureLimit(receiver.url, 2000 * scale))) / 2
      results.push({ limitPerSecond, ratio: run.perSecond / limitPerSecond, lost: run.accepted - run.received, ...run })
    }
    const of = (figure: keyof Compared, digits = 0) =>
      shown(
        results.map((result) => result[figure]),
        digits,
      )
    const sum = (figure: keyof Compared) => results.reduce((all, result) => all + result[figure], 0)
    console.log(
      `${name.padEnd(16)} ${of('perSecond')} webhooks/s of ${of('limitPerSecond')}: ratio ${of('ratio', 3)}, lost ${sum('lost')}, refused ${sum('refused')}, CPU a call: server ${of('serverCpuUs')} µs, PostgreSQL ${of('postgresCpuUs')} µs`,
    )
    return { runs: results, ratio: spread(results.map(({ ratio }) => ratio)) }
  })
}

/** From sending an event to the receiver's receipt, at even rates. */
export const benchLatency: Bench = ({ scale, rounds }) =>
  withStarted(async ({ product, receiver }) => {
    await publishRule(product, receiver.url)
    await runPipeline(product, receiver, { ms: 2000 * scale, eventsPerCall: 1, lanes: 16 })
    const results = []
    for (const perSecond of [50, 1000]) {
      const runs = []
      for (let round = 0; round < rounds; round++) runs.push(await measureLatency(product, receiver, { perSecond, ms: 10_000 * scale }))
      const p50Ms = runs.map((run) => run.p50Ms)
      const p99Ms = runs.map((run) => run.p99Ms)
      const missing = runs.reduce((all, run) => all + run.missing, 0)
      console.log(`latency ${String(perSecond).padStart(4)}/s   p50 ${shown(p50Ms, 2)} ms, p99 ${shown(p99Ms, 2)} ms, missing ${missing}`)
      results.push({ perSecond, runs, p50Ms: spread(p50Ms), p99Ms: spread(p99Ms) })
    }
    return results
  })
