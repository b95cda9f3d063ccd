import { Counter, Histogram, type Registry } from 'prom-client'
import type { Log } from '../log.ts'

export const stages = ['ingest', 'decide', 'wake', 'deliver', 'record'] as const
export type Stage = (typeof stages)[number]

/** What a stage did in one step: how long it took, and how many of what. */
export interface StageStep {
  durationMs: number
  counts: Record<string, number>
}

const lineEveryMs = 10_000

/** What a stage did since its last line. */
interface Sum {
  steps: number
  durationMs: number
  counts: Record<string, number>
  seconds: Histogram.Internal<'stage'>
  items: Map<string, Counter.Internal>
}

/**
 * One wide line per stage: each step at `debug`, and at `info` every ten seconds what a stage did since the last line,
 * if it did anything. The same figures are Prometheus counters.
 */
export interface StageLog {
  step(stage: Stage, step: StageStep): void
  stop(): void
}

export function createStageLog(log: Log, registry: Registry): StageLog {
  const items = new Counter({
    name: 'hookline_stage_items_total',
    help: 'What a stage worked on, by kind',
    labelNames: ['stage', 'kind'],
    registers: [registry],
  })
  const seconds = new Histogram({
    name: 'hookline_stage_seconds',
    help: 'How long a step of a stage took',
    labelNames: ['stage'],
    buckets: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    registers: [registry],
  })
  const sums = new Map<Stage, Sum>()

  function sumOf(stage: Stage): Sum {
    const known = sums.get(stage)
    if (known) return known
    const sum: Sum = { steps: 0, durationMs: 0, counts: {}, seconds: seconds.labels(stage), items: new Map() }
    sums.set(stage, sum)
    return sum
  }

  function counterOf(stage: Stage, sum: Sum, kind: string): Counter.Internal {
    const known = sum.items.get(kind)
    if (known) return known
    const counter = items.labels(stage, kind)
    sum.items.set(kind, counter)
    return counter
  }

  /** Writes the line of each stage that did something. */
  function flush(): void {
    for (const [stage, sum] of sums) {
      if (sum.steps === 0) continue
      log.info({ stage, steps: sum.steps, ...sum.counts, avgMs: Math.round((sum.durationMs / sum.steps) * 100) / 100 }, stage)
      sum.steps = 0
      sum.durationMs = 0
      sum.counts = {}
    }
  }
  const timer = setInterval(flush, lineEveryMs)
  timer.unref()

  return {
    step(stage, { durationMs, counts }) {
      const sum = sumOf(stage)
      sum.seconds.observe(durationMs / 1000)
      sum.steps++
      sum.durationMs += durationMs
      for (const kind in counts) {
        const count = counts[kind] ?? 0
        sum.counts[kind] = (sum.counts[kind] ?? 0) + count
        if (count > 0) counterOf(stage, sum, kind).inc(count)
      }
      if (log.isLevelEnabled('debug')) log.debug({ stage, ...counts, ms: durationMs }, stage)
    },
    stop() {
      clearInterval(timer)
      flush()
    },
  }
}
