import { rm } from 'node:fs/promises'
import postgres from 'postgres'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { createTestDatabase, makeDataDir, type TestDatabase } from '../testing/database.ts'
import { eventually } from '../testing/hookline.ts'
import { call, journeyOf, wait } from '../testing/journeys.ts'
import { type HooklineProcess, startProcess } from '../testing/process.ts'
import { type Receiver, startReceiver } from '../testing/receiver.ts'

let database: TestDatabase
let sql: postgres.Sql
let receiver: Receiver
const dataDirs: string[] = []
const running = new Set<HooklineProcess>()

beforeAll(async () => {
  database = await createTestDatabase()
  sql = postgres(database.url, { max: 1, onnotice: () => undefined })
})
afterAll(async () => {
  await sql.end()
  await database.drop()
  for (const dataDir of dataDirs) await rm(dataDir, { recursive: true, force: true })
})
beforeEach(async () => {
  receiver = await startReceiver()
})
afterEach(async () => {
  for (const app of running) app.kill('SIGTERM')
  await Promise.all([...running].map((app) => app.ended))
  running.clear()
  await receiver.close()
})

async function start(): Promise<HooklineProcess> {
  const dataDir = await makeDataDir()
  dataDirs.push(dataDir)
  const app = await startProcess({ dataDir, env: { DATABASE_URL: database.url, HOOKLINE_MASTER_KEY: '33'.repeat(32) } })
  running.add(app)
  return app
}

async function kill(app: HooklineProcess): Promise<void> {
  app.kill('SIGKILL')
  await app.ended
  running.delete(app)
}

/** Publishes a journey with a wait and lets so many users enter; they wait until `sql` says that their time has come. */
async function enter(app: HooklineProcess, type: string, users: number): Promise<string> {
  const draft = journeyOf({ eventType: type }, wait(86_400), call(`${receiver.url}/${type}`, '{"user":"{{user.id}}"}'))
  const { json } = await app.post('/v1/automations', { name: type, kind: 'journey', draft })
  const { id } = json as { id: string }
  expect((await app.post(`/v1/automations/${id}/publish`, {})).status).toBe(200)
  for (let from = 0; from < users; from += 500) {
    const events = Array.from({ length: Math.min(500, users - from) }, (_, n) => ({ type, userId: `${type}-${from + n}` }))
    expect((await app.post('/v1/events', { events })).status).toBe(202)
  }
  return id
}

const makeDue = () => sql`UPDATE waiting_runs SET due_at = now() - interval '1 second'`
const noneWaits = () => eventually(async () => (await sql`SELECT FROM waiting_runs LIMIT 1`).length === 0, 60_000)
const usersCalled = () => receiver.received.map((received) => (JSON.parse(received.body) as { user: string }).user)

test('of 5,000 runs that two processes wake together each goes on once, and none is left', async () => {
  const [first] = await Promise.all([start(), start()])
  if (!first) throw new Error('two processes are needed')
  await enter(first, 'shared', 5000)
  await makeDue()
  await noneWaits()
  await eventually(() => receiver.received.length >= 5000, 60_000)
  expect(new Set(usersCalled()).size).toBe(5000)
  expect(receiver.received.length).toBe(5000)
  const [{ finished } = { finished: 0 }] = await sql<
    { finished: number }[]
  >`SELECT count(*)::int AS finished FROM runs WHERE status = 'finished'`
  expect(finished).toBe(5000)
}, 180_000)

test('a process killed while it wakes runs loses none and lets none go on twice: what is sent again has the same id', async () => {
  const users = 4000
  let app = await start()
  await enter(app, 'killed', users)
  await makeDue()
  for (let kills = 1; kills <= 4; kills++) {
    await eventually(() => receiver.received.length >= (kills * users) / 8, 60_000)
    await kill(app)
    app = await start()
  }
  await noneWaits()
  await eventually(() => new Set(usersCalled()).size >= users, 60_000)
  await eventually(async () => (await sql`SELECT FROM queue LIMIT 1`).length === 0, 60_000)
  const messages = await sql<{ messages: number; users: number }[]>`
    SELECT count(DISTINCT message_id)::int AS messages, count(DISTINCT user_id)::int AS users FROM deliveries WHERE user_id LIKE 'killed-%'`
  expect(messages[0]).toEqual({ messages: users, users })
  const byUser = Map.groupBy(receiver.received, ({ body }) => body)
  for (const sent of byUser.values()) expect(new Set(sent.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
}, 240_000)
