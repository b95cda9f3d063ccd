import { rm } from 'node:fs/promises'
import postgres from 'postgres'
import { expect, onTestFinished, test } from 'vitest'
import { createTestDatabase, makeDataDir } from '../testing/database.ts'
import { eventually } from '../testing/hookline.ts'
import { type HooklineProcess, startProcess } from '../testing/process.ts'
import { startReceiver } from '../testing/receiver.ts'
import { settleLock } from './operational-events.ts'

const patienceMs = 20_000

async function startOn(databaseUrl: string): Promise<HooklineProcess> {
  const dataDir = await makeDataDir()
  const app = await startProcess({ dataDir, env: { DATABASE_URL: databaseUrl, HOOKLINE_MASTER_KEY: '11'.repeat(32) } })
  onTestFinished(async () => {
    app.kill('SIGKILL')
    await app.ended
    await rm(dataDir, { recursive: true, force: true })
  })
  return app
}

test('what Hookline says of itself outlives a kill between its cause and its storing, and is said once', { timeout: 120_000 }, async () => {
  const database = await createTestDatabase()
  onTestFinished(() => database.drop())
  const sql = postgres(database.url, { max: 2 })
  onTestFinished(() => sql.end({ timeout: 0 }))
  const receiver = await startReceiver(({ url }) => ({ status: url === '/gone' ? 410 : url === '/lost' ? 500 : 200 }))
  onTestFinished(() => receiver.close())
  const told = () => receiver.received.filter(({ url }) => url === '/told').map(({ body }) => JSON.parse(body) as { type: string })

  const first = await startOn(database.url)
  // Nobody can store them while another holds this.
  const blocker = await sql.reserve()
  await blocker`SELECT pg_advisory_lock(${settleLock}, 1)`
  const hook = (eventType: string, path: string, headers: object[] = []) =>
    first.post('/v1/webhooks', {
      name: path,
      eventTypes: [eventType],
      request: { urls: [receiver.url + path], headers },
      policy: { retry: { preset: 'none' } },
    })
  await hook('lost', '/lost')
  await hook('gone', '/gone')
  await hook('broken', '/broken', [{ name: 'X-A', value: '{{event.a}}' }])
  await hook('hookline.delivery_undelivered', '/told')
  await hook('hookline.endpoint_paused', '/told')
  const events = ['lost', 'gone', 'broken'].map((type) => ({ type, userId: 'u', data: { a: 'b\nc' } }))
  expect((await first.post('/v1/events', { events })).status).toBe(202)
  const owed = async () => (await sql<{ kind: string }[]>`SELECT kind FROM owed_events ORDER BY kind`).map(({ kind }) => kind)
  await eventually(async () => (await owed()).length === 4, patienceMs)
  expect(await owed()).toEqual(['paused', 'undelivered', 'undelivered', 'undelivered'])
  const rows = await sql`SELECT * FROM owed_events`
  first.kill('SIGKILL')
  await first.ended
  expect(told()).toEqual([])

  await blocker`SELECT pg_advisory_unlock(${settleLock}, 1)`
  blocker.release()
  const second = await startOn(database.url)
  await eventually(() => told().length === 4, patienceMs)
  expect(Map.groupBy(told(), ({ type }) => type).get('hookline.endpoint_paused')).toHaveLength(1)
  await eventually(async () => (await owed()).length === 0, patienceMs)

  // A process that died after storing them, and before forgetting them, leaves them owed.
  await sql`INSERT INTO owed_events ${sql(rows)}`
  await eventually(async () => (await owed()).length === 0, patienceMs)
  const stored = await second.get<{ items: { type: string; userId: string }[] }>('/v1/events?limit=100')
  const own = stored.items.filter(({ type }) => type.startsWith('hookline.'))
  expect(own.map(({ userId }) => userId).sort()).toEqual(['hookline', 'u', 'u', 'u'])
  expect(told()).toHaveLength(4)
})
