import { rm } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, makeDataDir, type TestDatabase } from '../testing/database.ts'
import { eventually, testKey } from '../testing/hookline.ts'
import { type HooklineProcess, startProcess } from '../testing/process.ts'
import { type Receiver, startReceiver } from '../testing/receiver.ts'

let database: TestDatabase
let dataDirs: string[]
let receiver: Receiver
let both: [HooklineProcess, HooklineProcess]

beforeAll(async () => {
  database = await createTestDatabase()
  dataDirs = [await makeDataDir(), await makeDataDir()]
  receiver = await startReceiver()
  const env = { DATABASE_URL: database.url, HOOKLINE_MASTER_KEY: '22'.repeat(32) }
  const [first, second] = await Promise.all(dataDirs.map((dataDir) => startProcess({ dataDir, env })))
  if (!first || !second) throw new Error('two processes are needed')
  both = [first, second]
})
afterAll(async () => {
  for (const app of both) app.kill('SIGTERM')
  await Promise.all(both.map((app) => app.ended))
  await receiver.close()
  await database.drop()
  for (const dataDir of dataDirs) await rm(dataDir, { recursive: true, force: true })
})

test('of 20,000 events posted to two processes none is sent twice, none is lost', async () => {
  const request = { urls: [`${receiver.url}/once`], body: '{"id":"{{trigger.id}}"}' }
  expect((await both[0].post('/v1/webhooks', { name: 'Once', eventTypes: ['counted'], request })).status).toBe(201)
  const eventsInAll = 20_000
  let next = 0
  async function lane(app: HooklineProcess): Promise<void> {
    while (next < eventsInAll) {
      const from = next
      next += 100
      const events = Array.from({ length: 100 }, (_, i) => ({ id: `once-${from + i}`, type: 'counted', userId: `u-${(from + i) % 500}` }))
      expect((await app.post('/v1/events', { events })).status).toBe(202)
    }
  }
  await Promise.all([...both, ...both].map(lane))
  await eventually(() => receiver.received.length >= eventsInAll, 60_000)
  await eventually(
    async () => (await both[0].get<{ items: unknown[] }>('/v1/deliveries?status=pending&limit=1')).items.length === 0,
    20_000,
  )
  const ids = receiver.received.map((call) => (JSON.parse(call.body) as { id: string }).id)
  expect(ids.length).toBe(eventsInAll)
  expect(new Set(ids).size).toBe(eventsInAll)
})

test('an event posted right after a publish was answered is judged by it on either process, 1,000 times of 1,000', async () => {
  const graph = (version: number) => ({
    nodes: [
      { id: 't', type: 'trigger', config: { eventType: 'published' } },
      {
        id: 'w',
        type: 'webhook',
        config: { request: { urls: [`${receiver.url}/v`], body: `{"id":"{{trigger.id}}","version":${version}}` } },
      },
    ],
    edges: [{ from: 't', to: 'w' }],
  })
  const before = receiver.received.length
  const { json } = await both[0].post('/v1/automations', { name: 'Versions', draft: graph(0) })
  const { id } = json as { id: string }
  for (let version = 1; version <= 1000; version++) {
    const [publisher, other] = version % 2 === 0 ? both : [both[1], both[0]]
    const patched = await fetch(`${publisher.url}/v1/automations/${id}`, {
      method: 'PATCH',
      headers: { authorization: `Bearer ${testKey}`, 'content-type': 'application/json' },
      body: JSON.stringify({ draft: graph(version) }),
    })
    expect(patched.status).toBe(200)
    expect((await publisher.post(`/v1/automations/${id}/publish`, {})).status).toBe(200)
    const poster = version % 3 === 0 ? publisher : other
    expect((await poster.post('/v1/events', { id: `version-${version}`, type: 'published', userId: 'u' })).status).toBe(202)
  }
  await eventually(() => receiver.received.length >= before + 1000)
  const judged = receiver.received.slice(before).map((call) => JSON.parse(call.body) as { id: string; version: number })
  expect(judged.filter((call) => call.id !== `version-${call.version}`)).toEqual([])
  expect(new Set(judged.map((call) => call.id)).size).toBe(1000)
}, 180_000)
