import type { Bench } from './bench.ts'
import { measureHistory, type PageFigure } from './history.ts'
import { type JourneysFigure, measureJourneys } from './journeys.ts'
import { withStarted } from './started.ts'
import { spread } from './statistics.ts'

/** Lists, facets, bodies, an export and the pipeline over a long history. */
export const benchHistory: Bench = async ({ scale, rounds, rows }) => {
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
  return figures
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

/** Runs that wait, and a wave of them that go on at once; each round on a new folder. */
export const benchJourneys: Bench = async ({ scale, rounds }) => {
  const figures: JourneysFigure[] = []
  for (let round = 0; round < rounds; round++) {
    await withStarted(async ({ product, receiver }) => {
      const figure = await measureJourneys(product, receiver, { waiting: 100_000 * scale, wave: 10_000 * scale })
      const { waiting, wave, storedPerSecond, calledMs, doneMs, missing, cpuSeconds, memoryMb } = figure
      figures.push(figure)
      console.log(
        `${waiting} runs waiting (stored at ${storedPerSecond.toFixed(0)}/s), ${wave} due at once: all called after ${(calledMs / 1000).toFixed(2)} s, done after ${(doneMs / 1000).toFixed(2)} s, missing ${missing}, CPU: server ${cpuSeconds.server.toFixed(1)} s, PostgreSQL ${cpuSeconds.postgres.toFixed(1)} s; server memory ${memoryMb.none.toFixed(0)} MB with none waiting, ${memoryMb.waiting.toFixed(0)} MB with all, ${memoryMb.after.toFixed(0)} MB after the wave`,
      )
    })
  }
  return figures
}
