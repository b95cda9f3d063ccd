import { Histogram, type Registry } from 'prom-client'
import type { Stage, StageLog } from '../pipeline/stage-log.ts'

/** What a stage's batches are counted in; a call is sent alone, so `deliver` has no batches. */
const units: Partial<Record<Stage, string>> = { ingest: 'events', decide: 'events', record: 'attempts' }

/** The stage log, which also notes how large batches are: once a batch, nothing for each delivery. */
export function withBatchSizes(stageLog: StageLog, registry: Registry): StageLog {
  const items = new Histogram({
    name: 'hookline_batch_items',
    help: 'Size of a batch: events of ingest and decide, attempts of record',
    labelNames: ['stage'],
    buckets: [1, 2, 5, 10, 25, 50, 100, 250, 500, 1000, 2500],
    registers: [registry],
  })
  const sizes = new Map(Object.entries(units).map(([stage, unit]) => [stage, { unit, of: items.labels(stage) }]))
  return {
    step(stage, step) {
      stageLog.step(stage, step)
      const size = sizes.get(stage)
      if (size) size.of.observe(step.counts[size.unit] ?? 0)
    },
    stop: stageLog.stop,
  }
}
