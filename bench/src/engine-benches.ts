import type { Bench } from './bench.ts'
import { measureCanvas } from './canvas.ts'
import { runRandomTemplates } from './random-templates.ts'
import { measureRules } from './rules.ts'
import { spread } from './statistics.ts'
import { measureTemplates } from './templates.ts'

/** Large journeys in a real browser. */
export const benchCanvas: Bench = async () => {
  const figures = await measureCanvas([300, 1000])
  for (const { blocks, drawn, openMs, drag, limit } of figures) {
    console.log(
      `${blocks} blocks, ${drawn} in sight: open in ${openMs.toFixed(0)} ms; a frame while dragging ${drag.medianMs.toFixed(1)} ms (95 %: ${drag.p95Ms.toFixed(1)}), without a canvas ${limit.medianMs.toFixed(1)} ms (95 %: ${limit.p95Ms.toFixed(1)}): ratio ${(drag.medianMs / limit.medianMs).toFixed(2)}`,
    )
  }
  return figures
}

/** Many rules, beside other rule engines. */
export const benchRules: Bench = async ({ scale }) => {
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
  return figures
}

/** The rendering of bodies, beside Handlebars. */
export const benchTemplates: Bench = async ({ scale, rounds }) => {
  const results = Array.from({ length: rounds }, () => measureTemplates(2000 * scale))
  const ours = spread(results.map(({ hooklinePerSecond }) => hooklinePerSecond))
  const theirs = spread(results.map(({ handlebarsPerSecond }) => handlebarsPerSecond))
  console.log(
    `a JSON body of 10 fields: ${ours.median.toFixed(0)}/s (${ours.min.toFixed(0)}–${ours.max.toFixed(0)}); Handlebars with a JSON helper ${theirs.median.toFixed(0)}/s: ratio ${(ours.median / theirs.median).toFixed(1)}`,
  )
  return results
}

/** Random templates: none may crash or take long. */
export const benchRandom: Bench = async ({ count }) => {
  const startedAt = performance.now()
  const figures = runRandomTemplates(count)
  const seconds = (performance.now() - startedAt) / 1000
  console.log(
    `${count} random templates in ${seconds.toFixed(1)} s: no crash, ${figures.compiled} compile, the slowest ${figures.slowestMs.toFixed(1)} ms, ${figures.tooSlow} over 50 ms`,
  )
  if (figures.tooSlow > 0) console.log(figures.slowest)
  return { ...figures, seconds }
}
