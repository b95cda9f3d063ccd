import { readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeDataDir } from '../testing/database.ts'
import { eventually, freePort } from '../testing/hookline.ts'
import { type HooklineProcess, startProcess } from '../testing/process.ts'
import { type Receiver, startReceiver } from '../testing/receiver.ts'

const eventsInAll = 10_000
const eventsPerCall = 50
const lanes = 4

let dataDir: string
let port: number
let receiver: Receiver
let app: HooklineProcess

beforeAll(async () => {
  dataDir = await makeDataDir()
  port = await freePort()
  receiver = await startReceiver()
  app = await startProcess({ dataDir, port })
})
afterAll(async () => {
  app.kill('SIGTERM')
  await app.ended
  await receiver.close()
  await rm(dataDir, { recursive: true, force: true })
})

/** Kills PostgreSQL with all of its backends at once: they are one process group. */
async function killPostgres(): Promise<void> {
  const pid = Number((await readFile(path.join(dataDir, 'data', 'postgres', 'postmaster.pid'), 'utf8')).split('\n')[0])
  process.kill(-pid, 'SIGKILL')
}

test('every accepted event has its call after kill -9 of Hookline, then of Hookline and PostgreSQL, amid 10,000 events', async () => {
  const request = { urls: [receiver.url], body: '{"id":"{{trigger.id}}"}' }
  const made = await app.post('/v1/webhooks', { name: 'Crash', eventTypes: ['crashed'], request, policy: { retry: { preset: 'steady' } } })
  expect(made.status).toBe(201)
  const accepted = new Set<string>()
  let next = 0

  /** Posts a call until it is accepted: a caller that got no answer sends the same events again. */
  async function post(ids: string[]): Promise<void> {
    const events = ids.map((id) => ({ id, type: 'crashed', userId: `u-${id.slice(-2)}` }))
    await eventually(async () => (await app.post('/v1/events', { events }).catch(() => null))?.status === 202, 60_000)
    for (const id of ids) accepted.add(id)
  }
  async function lane(): Promise<void> {
    while (next < eventsInAll) {
      const from = next
      next += eventsPerCall
      await post(Array.from({ length: eventsPerCall }, (_, i) => `crash-${from + i}`))
    }
  }
  async function restartAfter(count: number, kill: () => Promise<void>): Promise<void> {
    await eventually(() => accepted.size >= count, 60_000)
    await kill()
    await app.ended
    app = await startProcess({ dataDir, port })
  }

  const load = Promise.all(Array.from({ length: lanes }, lane))
  await restartAfter(eventsInAll * 0.3, async () => app.kill('SIGKILL'))
  await restartAfter(eventsInAll * 0.6, async () => {
    app.kill('SIGKILL')
    await killPostgres()
  })
  await load
  expect(accepted.size).toBe(eventsInAll)

  const calls = () => Map.groupBy(receiver.received, (call) => (JSON.parse(call.body) as { id: string }).id)
  await eventually(() => receiver.received.length >= eventsInAll && calls().size === eventsInAll, 60_000)
  const changed = [...calls().values()].filter(
    (same) => new Set(same.map((call) => JSON.stringify([call.headers['webhook-id'], call.body]))).size > 1,
  )
  expect(changed).toEqual([])
}, 180_000)
