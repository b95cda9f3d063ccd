// npm run faults [-- --quick] [-- --only NAME] [-- --out FILE]: faults put to the built product, each with its figures.
// Exit code 1 where a figure is not what it must be, or a fault could not be put.
import { rm, writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { makeFolder } from '../product.ts'
import { addressGuard } from './address-guard.ts'
import { crash } from './crash.ts'
import { databaseRestarts } from './database-restarts.ts'
import { hangingEndpoint } from './hanging-endpoint.ts'
import { hostileAnswers } from './hostile-answers.ts'
import { outage } from './outage.ts'
import { processes } from './processes.ts'
import { type Figure, isKept, type Scenario } from './scenario.ts'
import { stoppedProcess } from './stopped-process.ts'

const scenarios: readonly Scenario[] = [
  outage,
  hangingEndpoint,
  stoppedProcess,
  hostileAnswers,
  crash,
  databaseRestarts,
  processes,
  addressGuard,
]
const quickLanes = 3

const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false }, only: { type: 'string' }, out: { type: 'string' } } })

interface Result {
  name: string
  title: string
  seconds: number
  figures: Figure[]
  error: string | null
  isPassed: boolean
}

/** What is still to be undone, by scenario. */
const undos = new Set<(() => unknown)[]>()

async function put({ name, title, run }: Scenario): Promise<Result> {
  const startedAt = performance.now()
  const folder = await makeFolder()
  const undo: (() => unknown)[] = [() => rm(folder, { recursive: true, force: true })]
  undos.add(undo)
  let figures: Figure[] = []
  let error: string | null = null
  try {
    figures = await run({ isFull: !values.quick, folder, onEnd: (step) => undo.push(step) })
  } catch (reason) {
    error = reason instanceof Error ? (reason.stack ?? reason.message) : String(reason)
  }
  await undoAll(undo)
  undos.delete(undo)
  return {
    name,
    title,
    seconds: Math.round((performance.now() - startedAt) / 1000),
    figures,
    error,
    isPassed: error === null && figures.every(isKept),
  }
}

async function undoAll(undo: (() => unknown)[]): Promise<void> {
  for (let step = undo.pop(); step; step = undo.pop()) await step()
}

/** Whoever stops this program must not be left with its processes. */
async function end(): Promise<never> {
  await Promise.all([...undos].map(undoAll))
  process.exit(1)
}

function print({ name, title, seconds, figures, error }: Result): void {
  console.log(`\n${name}: ${title} (${seconds} s)`)
  for (const figure of figures) console.log(`  ${isKept(figure) ? '✓' : '✗'} ${textOf(figure)}`)
  if (error !== null) console.log(`  ✗ ${error}`)
}

function textOf({ name, value, unit, atMost, atLeast }: Figure): string {
  const bounds = [atMost !== undefined && `at most ${format(atMost)}`, atLeast !== undefined && `at least ${format(atLeast)}`].filter(
    Boolean,
  )
  return `${name}: ${format(value)}${unit ? ` ${unit}` : ''}${bounds.length > 0 ? ` (${bounds.join(', ')})` : ''}`
}

function format(value: number): string {
  return value.toLocaleString('en-GB', { maximumFractionDigits: value < 100 ? 1 : 0 })
}

process.once('SIGINT', () => void end())
process.once('SIGTERM', () => void end())
const wanted = scenarios.filter(({ name }) => values.only === undefined || values.only === name)
if (wanted.length === 0) throw new Error(`--only: give one of ${scenarios.map(({ name }) => name).join(', ')}`)
const results: Result[] = []
const waiting = [...wanted]
async function lane(): Promise<void> {
  for (let scenario = waiting.shift(); scenario; scenario = waiting.shift()) {
    const result = await put(scenario)
    print(result)
    results.push(result)
  }
}
// In small they mostly wait, the first ones longest; at full size each has the machine for itself.
await Promise.all(Array.from({ length: values.quick ? quickLanes : 1 }, lane))
if (values.out) await writeFile(values.out, `${JSON.stringify(results, null, 2)}\n`)
process.exitCode = results.every(({ isPassed }) => isPassed) ? 0 : 1
