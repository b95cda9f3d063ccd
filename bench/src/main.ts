// pnpm bench [name …] [--quick] [--out FILE] (or npm run bench -- …): the named benches; without a name those of the
// whole pipeline, each beside a bare HTTP loop in the same run on the same machine. docs/performance.md tells how to read them.
import { writeFile } from 'node:fs/promises'
import { cpus, totalmem } from 'node:os'
import { parseArgs } from 'node:util'
import type { Bench, BenchOptions } from './bench.ts'
import { benchCanvas, benchRandom, benchRules, benchTemplates } from './engine-benches.ts'
import { benchHistory, benchJourneys } from './history-benches.ts'
import { benchBatch, benchLatency, benchLimit, benchSingle } from './pipeline-benches.ts'
import { benchMemory, benchStart } from './process-benches.ts'
import { benchSize } from './size-bench.ts'
import { benchBacklog, benchIngest } from './store-benches.ts'

const wholePipeline: Record<string, Bench> = {
  limit: benchLimit,
  'pipeline-batch': benchBatch,
  'pipeline-single': benchSingle,
  latency: benchLatency,
  ingest: benchIngest,
  backlog: benchBacklog,
  memory: benchMemory,
  start: benchStart,
}
const benches: Record<string, Bench> = {
  ...wholePipeline,
  history: benchHistory,
  journeys: benchJourneys,
  size: benchSize,
  rules: benchRules,
  templates: benchTemplates,
  random: benchRandom,
  canvas: benchCanvas,
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: 'boolean', default: false },
    minutes: { type: 'string' },
    count: { type: 'string' },
    rows: { type: 'string' },
    out: { type: 'string' },
  },
})
const names = positionals.length > 0 ? positionals : Object.keys(wholePipeline)
const unknown = names.filter((name) => benches[name] === undefined)
if (unknown.length > 0) {
  console.error(`There is no bench ${unknown.join(', ')}: give some of ${Object.keys(benches).join(', ')}, or none for the whole pipeline.`)
  process.exit(1)
}
const options: BenchOptions = {
  scale: values.quick ? 0.4 : 1,
  rounds: values.quick ? 1 : 3,
  minutes: positive('minutes', values.minutes, values.quick ? 0.25 : 5),
  count: positive('count', values.count, values.quick ? 100_000 : 1_000_000),
  rows: positive('rows', values.rows, values.quick ? 1_000_000 : 10_000_000),
}
const machine = { cpu: cpus()[0]?.model, cores: cpus().length, memoryGb: Math.round(totalmem() / 2 ** 30), node: process.version }
console.log(`${machine.cores} cores (${machine.cpu}), ${machine.memoryGb} GB, Node ${machine.node}`)
const figures: Record<string, unknown> = {}
for (const name of names) {
  figures[name] = await benches[name]?.(options)
  if (values.out) await writeFile(values.out, `${JSON.stringify({ machine, at: new Date().toISOString(), ...figures }, null, 2)}\n`)
}

function positive(name: string, text: string | undefined, byDefault: number): number {
  const value = text === undefined ? byDefault : Number(text)
  if (value > 0) return value
  console.error(`--${name} cannot be used: give a number above 0.`)
  process.exit(1)
}
