import { afterAll, expect, test } from 'vitest'
import { createTestDatabase } from '../../testing/database.ts'
import { eventually, startTestHookline } from '../../testing/hookline.ts'
import { startReceiver } from '../../testing/receiver.ts'

const app = await startTestHookline()
afterAll(() => app.stop())

const metrics = async (of = app) => (await of.api('GET', '/metrics', undefined, { key: null })).text

test('the metrics begin with the one that matters most: the age of the queue', async () => {
  const text = await metrics()
  const names = [...text.matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name)
  expect(names.slice(0, 2)).toEqual(['hookline_queue_oldest_due_seconds', 'hookline_queue_deliveries'])
  expect(text).toMatch(/^hookline_calls_in_flight 0$/m)
})

test('the metrics tell rates, outcomes by endpoint, batch sizes, connections, event loop, CPU and memory', async () => {
  const receiver = await startReceiver()
  await app.ok('POST', '/v1/webhooks', { name: 'Metered', eventTypes: ['metered'], request: { urls: [receiver.url] } })
  await app.ok('POST', '/v1/events', { events: Array.from({ length: 3 }, (_, n) => ({ id: `m-${n}`, type: 'metered', userId: 'u' })) })
  await receiver.waitFor(3)
  const [endpoint] = (await app.ok('GET', '/v1/endpoints')).items as { id: string }[]
  const recorded = `hookline_attempts_total{endpoint="${endpoint?.id}",result="succeeded"} 3`
  const text = await eventually(async () => {
    const said = await metrics()
    return said.includes(recorded) ? said : null
  })
  expect(text).toMatch(/^hookline_stage_items_total\{stage="ingest",kind="events"\} 3$/m)
  expect(text).toMatch(/^hookline_batch_items_sum\{stage="decide"\} 3$/m)
  expect(text).toMatch(/^hookline_batch_items_count\{stage="ingest"\} 1$/m)
  expect(text).toMatch(/^hookline_lease_valid 1$/m)
  expect(text).toMatch(/^hookline_database_reachable 1$/m)
  for (const pool of ['hot', 'definitions', 'sql', 'background']) {
    expect(text).toMatch(new RegExp(`^hookline_pool_connections_waiting\\{pool="${pool}"\\} 0$`, 'm'))
  }
  for (const name of ['nodejs_eventloop_lag_p99_seconds', 'process_cpu_seconds_total', 'process_resident_memory_bytes']) {
    expect(Number(new RegExp(`^hookline_${name} (\\S+)$`, 'm').exec(text)?.[1])).toBeGreaterThan(0)
  }
  await receiver.close()
})

test('connections at work and transactions that wait for one are told', async () => {
  const { definitions } = app.hookline.services.database
  const release = Promise.withResolvers<void>()
  const begun = Promise.withResolvers<void>()
  const first = definitions.begin(async (tx) => {
    await tx`SELECT 1`
    begun.resolve()
    await release.promise
  })
  await begun.promise
  const second = definitions.begin((tx) => tx`SELECT 1`)
  const text = await metrics()
  expect(text).toMatch(/^hookline_pool_connections_max\{pool="definitions"\} 1$/m)
  expect(text).toMatch(/^hookline_pool_connections_used\{pool="definitions"\} 1$/m)
  expect(text).toMatch(/^hookline_pool_connections_waiting\{pool="definitions"\} [12]$/m)
  release.resolve()
  await Promise.all([first, second])
})

test('ready says what this process does', async () => {
  const { status, json } = await app.api('GET', '/readyz', undefined, { key: null })
  expect(status).toBe(200)
  expect(json).toMatchObject({ ready: true, reason: null, role: 'all', database: 'ok', ingest: 'ok', deliver: 'ok' })
  expect(json.lease).toEqual({ processId: expect.any(String), epoch: 1, valid: true })
})

test.each([
  { role: 'api', ingest: 'ok', deliver: 'off' },
  { role: 'worker', ingest: 'off', deliver: 'ok' },
])('a process with ROLE=$role says so', async (expected) => {
  const other = await startTestHookline({ env: { ROLE: expected.role } })
  expect((await other.api('GET', '/readyz', undefined, { key: null })).json).toMatchObject({ ready: true, ...expected })
  await other.stop()
})

test('a process that lost its lease is not ready, and says why', async () => {
  const other = await startTestHookline()
  await other.hookline.services.lease.stop()
  const { status, json } = await other.api('GET', '/readyz', undefined, { key: null })
  expect(status).toBe(503)
  expect(json).toMatchObject({ ready: false, deliver: 'no-lease', database: 'ok', lease: { valid: false } })
  expect(json.reason).toMatch(/lease/)
  expect(await metrics(other)).toMatch(/^hookline_lease_valid 0$/m)
  await other.stop()
})

test('without its database a process is not ready, says why, and still tells what it measured itself', async () => {
  const database = await createTestDatabase()
  const other = await startTestHookline({ databaseUrl: database.url })
  await database.drop()
  const { status, json } = await other.api('GET', '/readyz', undefined, { key: null })
  expect(status).toBe(503)
  expect(json).toMatchObject({ ready: false, database: 'unreachable', oldestDueMs: null })
  expect(json.reason).toMatch(/database/)
  const text = await metrics(other)
  expect(text).toMatch(/^hookline_database_reachable 0$/m)
  expect(text).not.toMatch(/^hookline_queue_oldest_due_seconds/m)
  expect(text).toMatch(/^hookline_calls_in_flight 0$/m)
  await other.stop()
})
