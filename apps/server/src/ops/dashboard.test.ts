import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { eventually, startTestHookline, type TestHookline } from '../testing/hookline.ts'
import { startReceiver } from '../testing/receiver.ts'

// docs/grafana: what the dashboard and the alarms ask for is what a running Hookline says.

const read = (name: string) => readFileSync(new URL(`../../../../docs/grafana/${name}`, import.meta.url), 'utf8')

interface Panel {
  title: string
  targets: { expr: string }[]
  fieldConfig: { defaults: { thresholds?: { steps: { value: number | null }[] } } }
}
const { panels } = JSON.parse(read('hookline.json')) as { panels: Panel[] }
const expressions = panels.flatMap(({ targets }) => targets.map(({ expr }) => expr))

let app: TestHookline
let said: string
beforeAll(async () => {
  app = await startTestHookline()
  const receiver = await startReceiver()
  await app.ok('POST', '/v1/webhooks', { name: 'Shown', eventTypes: ['shown'], request: { urls: [receiver.url] } })
  await app.ok('POST', '/v1/events', { id: 'shown-1', type: 'shown', userId: 'u' })
  said = await eventually(async () => {
    const { text } = await app.api('GET', '/metrics', undefined, { key: null })
    return text.includes('hookline_attempts_total{') ? text : null
  })
  await receiver.close()
})
afterAll(() => app.stop())

const namesIn = (text: string) => new Set(text.match(/\bhookline_\w+/g))

test.each([
  ['dashboard', expressions.join('\n')],
  ['alarms', read('alerts.yml')],
])('every metric that the %s names is one that a running Hookline says', (_, text) => {
  const known = new Set([...said.matchAll(/^(hookline_\w+)(?:\{| )/gm)].map(([, name]) => name))
  const named = [...namesIn(text)]
  expect(named.length).toBeGreaterThan(1)
  expect(named.filter((name) => !known.has(name))).toEqual([])
})

test('every value of a label that a panel asks for is one there is', () => {
  const asked = expressions.flatMap((expr) => [...expr.matchAll(/(hookline_\w+)\{([^}]*)\}/g)])
  const pairs = asked.flatMap(([, name, labels]) =>
    [...(labels ?? '').matchAll(/(\w+)="([^"$]+)"/g)].map(([, label, value]) => ({ name, label, value })),
  )
  const wanted = pairs.filter(({ label, value }) => !new RegExp(`\\{[^}]*${label}="${value}"`).test(said))
  expect(wanted).toEqual([])
  expect(pairs.length).toBeGreaterThan(4)
})

test('the age of the queue stands first, with the threshold of its alarm', () => {
  expect(panels[0]?.targets[0]?.expr).toContain('hookline_queue_oldest_due_seconds')
  const red = panels[0]?.fieldConfig.defaults.thresholds?.steps.at(-1)?.value
  expect(read('alerts.yml')).toContain(`max(hookline_queue_oldest_due_seconds) > ${red}\n`)
})

test.each([
  'hookline_stage_items_total',
  'hookline_attempts_total',
  'hookline_batch_items_sum',
  'hookline_pool_connections_used',
  'hookline_pool_connections_waiting',
  'hookline_nodejs_eventloop_lag_p99_seconds',
  'hookline_process_cpu_seconds_total',
  'hookline_process_resident_memory_bytes',
])('%s has a panel', (name) => {
  expect(expressions.some((expr) => expr.includes(name))).toBe(true)
})
