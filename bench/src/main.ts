// npm run bench [-- --quick] [--out FILE]: the whole pipeline beside a bare HTTP loop, in one run on one machine; with
// --canvas large journeys in a browser instead, with --rules many rules beside other rule engines, with --templates the
// rendering of bodies, with --random COUNT that many random templates, with --history lists and the pipeline over ten
// million deliveries (--rows for another number), with --journeys runs that wait and go on at once.
import { writeFile } from 'node:fs/promises'
import { cpus, totalmem } from 'node:os'
import { parseArgs } from 'node:util'
import { measureCanvas } from './canvas.ts'
import { measureHistory, type PageFigure } from './history.ts'
import { measureJourneys } from './journeys.ts'
import { measureLatency } from './latency.ts'
import { measureLimit } from './limit.ts'
import { type PipelineLoad, runPipeline } from './pipeline.ts'
import { type Product, startProduct } from './product.ts'
import { runRandomTemplates } from './random-templates.ts'
import { type Receiver, startReceiver } from './receiver.ts'
import { measureRules } from './rules.ts'
import { spread } from './statistics.ts'
import { measureTemplates } from './templates.ts'
import { publishRule } from './workload.ts'

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    canvas: { type: 'boolean', default: false },
    rules: { type: 'boolean', default: false },
    templates: { type: 'boolean', default: false },
    history: { type: 'boolean', default: false },
    rows: { type: 'string' },
    random: { type: 'string' },
    journeys: { type: 'boolean', default: false },
    out: { type: 'string' },
  },
})
const scale = values.quick ? 0.4 : 1
const rounds = values.quick ? 1 : 3

interface Compared {
  limitPerSecond: number
  perSecond: number
  ratio: number
  lost: number
  refused: number
  serverCpuUs: number
  postgresCpuUs: number
}

/** The limit is taken before and after each run, so that a machine whose speed drifts is compared with itself. */
async function compare(product: Product, receiver: Receiver, load: PipelineLoad): Promise<Compared[]> {
  const results: Compared[] = []
  for (let round = 0; round < rounds; round++) {
    const before = await measureLimit(receiver.url, 2000 * scale)
    const run = await runPipeline(product, receiver, { ...load, ms: load.ms * scale })
    const limitPerSecond = (before + (await measureLimit(receiver.url, 2000 * scale))) / 2
    const { perSecond, refused, serverCpuUs, postgresCpuUs } = run
    results.push({
      limitPerSecond,
      perSecond,
      ratio: perSecond / limitPerSecond,
      lost: run.accepted - run.received,
      refused,
      serverCpuUs,
      postgresCpuUs,
    })
  }
  return results
}

function print(name: string, results: readonly Compared[]): void {
  const ratio = spread(results.map((result) => result.ratio))
  const rate = spread(results.map((result) => result.perSecond))
  const limit = spread(results.map((result) => result.limitPerSecond))
  const cpu = (pick: (result: Compared) => number) => spread(results.map(pick)).median.toFixed(0)
  const lost = results.reduce((sum, result) => sum + result.lost, 0)
  const refused = results.reduce((sum, result) => sum + result.refused, 0)
  console.log(
    `${name.padEnd(16)} ${rate.median.toFixed(0).padStart(6)}/s of ${limit.median.toFixed(0)}/s: ratio ${ratio.median.toFixed(3)} (${ratio.min.toFixed(3)}–${ratio.max.toFixed(3)}), lost ${lost}, refused ${refused}, CPU a call: server ${cpu((r) => r.serverCpuUs)} µs, PostgreSQL ${cpu((r) => r.postgresCpuUs)} µs`,
  )
}

const machine = { cpu: cpus()[0]?.model, cores: cpus().length, memoryGb: Math.round(totalmem() / 2 ** 30), node: process.version }
console.log(`${machine.cores} cores (${machine.cpu}), ${machine.memoryGb} GB, Node ${machine.node}`)

if (values.canvas) await benchCanvas()
else if (values.rules) await benchRules()
else if (values.templates) await benchTemplates()
else if (values.random !== undefined) await benchRandomTemplates(Number(values.random))
else if (values.history) await benchHistory(Number(values.rows ?? (values.quick ? 1_000_000 : 10_000_000)))
else if (values.journeys) await benchJourneys()
else await benchPipeline()

async function benchCanvas(): Promise<void> {
  const figures = await measureCanvas([300, 1000])
  for (const { blocks, drawn, openMs, drag, limit } of figures) {
    console.log(
      `${blocks} blocks, ${drawn} in sight: open in ${openMs.toFixed(0)} ms; a frame while dragging ${drag.medianMs.toFixed(1)} ms (95 %: ${drag.p95Ms.toFixed(1)}), without a canvas ${limit.medianMs.toFixed(1)} ms (95 %: ${limit.p95Ms.toFixed(1)}): ratio ${(drag.medianMs / limit.medianMs).toFixed(2)}`,
    )
  }
  if (values.out) await writeFile(values.out, `${JSON.stringify({ machine, canvas: figures }, null, 2)}\n`)
}

async function benchRules(): Promise<void> {
  const figures = await measureRules(4000 * scale)
  for (const { engine, rules, eventsPerSecond, matchesPerEvent } of figures) {
    const rate = eventsPerSecond.toLocaleString('en-GB', { maximumFractionDigits: eventsPerSecond < 100 ? 1 : 0 })
    console.log(
      `${engine.padEnd(18)} ${String(rules).padStart(6)} rules: ${rate.padStart(11)} events/s, ${matchesPerEvent.toFixed(2)} matches an event`,
    )
  }
  const own = figures.filter(({ engine }) => engine === 'Hookline')
  const slower = (own[0]?.eventsPerSecond ?? 0) / (own.at(-1)?.eventsPerSecond ?? 1)
  console.log(`Hookline: ${slower.toFixed(2)} times slower with ${own.at(-1)?.rules} rules than with ${own[0]?.rules}`)
  if (values.out) await writeFile(values.out, `${JSON.stringify({ machine, rules: figures }, null, 2)}\n`)
}

async function benchTemplates(): Promise<void> {
  const results = Array.from({ length: rounds }, () => measureTemplates(2000 * scale))
  const ours = spread(results.map(({ hooklinePerSecond }) => hooklinePerSecond))
  const theirs = spread(results.map(({ handlebarsPerSecond }) => handlebarsPerSecond))
  console.log(
    `a JSON body of 10 fields: ${ours.median.toFixed(0)}/s (${ours.min.toFixed(0)}–${ours.max.toFixed(0)}); Handlebars with a JSON helper ${theirs.median.toFixed(0)}/s: ratio ${(ours.median / theirs.median).toFixed(1)}`,
  )
  if (values.out) await writeFile(values.out, `${JSON.stringify({ machine, templates: results }, null, 2)}\n`)
}

async function benchRandomTemplates(count: number): Promise<void> {
  const startedAt = performance.now()
  const figures = runRandomTemplates(count)
  const seconds = (performance.now() - startedAt) / 1000
  console.log(
    `${count} random templates in ${seconds.toFixed(1)} s: no crash, ${figures.compiled} compile, the slowest ${figures.slowestMs.toFixed(1)} ms, ${figures.tooSlow} over 50 ms`,
  )
  if (figures.tooSlow > 0) console.log(figures.slowest)
  if (values.out) await writeFile(values.out, `${JSON.stringify({ machine, random: figures, seconds }, null, 2)}\n`)
}

async function benchHistory(rows: number): Promise<void> {
  const figures = await measureHistory({ rows, rounds, pipelineMs: 5000 * scale })
  const { fillSeconds, databaseGb, pages, facets, bodies, exported, pipeline } = figures
  console.log(`${rows} deliveries made up in ${fillSeconds.toFixed(0)} s, ${databaseGb.toFixed(1)} GB`)
  printPages('first page of a list', pages)
  printPages('facets', facets)
  printPages('bodies of a day', bodies)
  console.log(
    `export of ${exported.rows} rows, ${(exported.bytes / 1e6).toFixed(0)} MB, in ${exported.seconds.toFixed(1)} s: server memory ${exported.memoryBeforeMb.toFixed(0)} MB before, ${exported.memoryMaxMb.toFixed(0)} MB at most`,
  )
  const ratio = spread(pipeline.map(({ emptyPerSecond, fullPerSecond }) => fullPerSecond / emptyPerSecond))
  const rates = pipeline.map((round) => `${round.emptyPerSecond.toFixed(0)} → ${round.fullPerSecond.toFixed(0)}`).join(', ')
  console.log(
    `pipeline-batch over it: ratio to an empty one ${ratio.median.toFixed(3)} (${ratio.min.toFixed(3)}–${ratio.max.toFixed(3)}); ${rates} /s`,
  )
  if (values.out) await writeFile(values.out, `${JSON.stringify({ machine, history: figures }, null, 2)}\n`)
}

function printPages(name: string, pages: readonly PageFigure[]): void {
  for (const { filter, items, medianMs, maxMs } of pages)
    console.log(
      `  ${(filter || '(no filter)').padEnd(75)} ${String(items).padStart(7)}  median ${medianMs.toFixed(1)} ms, max ${maxMs.toFixed(1)} ms`,
    )
  const slowest = pages.reduce((a, b) => (b.medianMs > a.medianMs ? b : a))
  const all = spread(pages.map(({ medianMs }) => medianMs))
  console.log(
    `${name}: ${pages.length} filters, median ${all.median.toFixed(1)} ms; the slowest ${slowest.medianMs.toFixed(1)} ms (${slowest.filter || 'no filter'}), highest single time ${Math.max(...pages.map(({ maxMs }) => maxMs)).toFixed(0)} ms`,
  )
}

async function benchJourneys(): Promise<void> {
  const figures = []
  for (let round = 0; round < rounds; round++) {
    const receiver = await startReceiver()
    const product = await startProduct()
    try {
      const figure = await measureJourneys(product, receiver, { waiting: 100_000 * scale, wave: 10_000 * scale })
      const { waiting, wave, storedPerSecond, calledMs, doneMs, missing, cpuSeconds, memoryMb } = figure
      figures.push(figure)
      console.log(
        `${waiting} runs waiting (stored at ${storedPerSecond.toFixed(0)}/s), ${wave} due at once: all called after ${(calledMs / 1000).toFixed(2)} s, done after ${(doneMs / 1000).toFixed(2)} s, missing ${missing}, CPU: server ${cpuSeconds.server.toFixed(1)} s, PostgreSQL ${cpuSeconds.postgres.toFixed(1)} s; server memory ${memoryMb.none.toFixed(0)} MB with none waiting, ${memoryMb.waiting.toFixed(0)} MB with all, ${memoryMb.after.toFixed(0)} MB after the wave`,
      )
    } finally {
      await product.stop()
      receiver.stop()
    }
  }
  if (values.out) await writeFile(values.out, `${JSON.stringify({ machine, journeys: figures }, null, 2)}\n`)
}

async function benchPipeline(): Promise<void> {
  const receiver = await startReceiver()
  const product = await startProduct()
  try {
    await publishRule(product, receiver.url)
    await measureLimit(receiver.url, 1000)
    await runPipeline(product, receiver, { ms: 3000 * scale, eventsPerCall: 100, lanes: 8 })
    const batch = await compare(product, receiver, { ms: 5000, eventsPerCall: 100, lanes: 8 })
    print('pipeline-batch', batch)
    const single = await compare(product, receiver, { ms: 5000, eventsPerCall: 1, lanes: 100 })
    print('pipeline-single', single)
    const latency = await measureLatency(product, receiver, { perSecond: 50, ms: 10_000 * scale })
    console.log(
      `latency at 50/s  p50 ${latency.p50Ms.toFixed(2)} ms, p99 ${latency.p99Ms.toFixed(2)} ms, missing ${latency.missing} of ${latency.events}`,
    )
    const memoryMb = await product.memoryMb()
    console.log(`server memory at the end ${memoryMb.toFixed(0)} MB, ready after ${product.readyMs.toFixed(0)} ms on a new folder`)
    if (values.out)
      await writeFile(values.out, `${JSON.stringify({ machine, batch, single, latency, memoryMb, readyMs: product.readyMs }, null, 2)}\n`)
  } finally {
    await product.stop()
    receiver.stop()
  }
}
