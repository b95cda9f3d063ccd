import { readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import type { DeliveryFacets } from '@hookline/schema'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freePort } from '../net/free-port.ts'
import { makeDataDir } from '../testing/database.ts'
import { eventually } from '../testing/hookline.ts'
import { type HooklineProcess, startProcess } from '../testing/process.ts'
import { type Received, type Receiver, startReceiver } from '../testing/receiver.ts'

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

/** Posts so many events in several lanes; each call is repeated until it is accepted, as a caller without an answer does. */
function startLoad(type: string, count: number): { accepted: Set<string>; done: Promise<unknown> } {
  const accepted = new Set<string>()
  let next = 0
  const lane = async () => {
    while (next < count) {
      const from = next
      next += eventsPerCall
      const ids = Array.from({ length: eventsPerCall }, (_, i) => `${type}-${from + i}`)
      const events = ids.map((id) => ({ id, type, userId: `u-${id.slice(-2)}` }))
      await eventually(async () => (await app.post('/v1/events', { events }).catch(() => null))?.status === 202, 60_000)
      for (const id of ids) accepted.add(id)
    }
  }
  return { accepted, done: Promise.all(Array.from({ length: lanes }, lane)) }
}

function callsOf(type: string): Map<string, Received[]> {
  const calls = Map.groupBy(receiver.received, (call) => (JSON.parse(call.body) as { id: string }).id)
  return new Map([...calls].filter(([id]) => id.startsWith(type)))
}

/** Repeated calls of one event must have the same id and the same bytes. */
function changedRepeats(type: string): Received[][] {
  const same = (calls: Received[]) => new Set(calls.map((call) => JSON.stringify([call.headers['webhook-id'], call.body]))).size === 1
  return [...callsOf(type).values()].filter((calls) => !same(calls))
}

test('every accepted event has its call after kill -9 of Hookline, then of Hookline and PostgreSQL, amid 10,000 events', async () => {
  const request = { urls: [receiver.url], body: '{"id":"{{trigger.id}}"}' }
  const made = await app.post('/v1/webhooks', { name: 'Crash', eventTypes: ['crashed'], request, policy: { retry: { preset: 'steady' } } })
  expect(made.status).toBe(201)
  const { accepted, done } = startLoad('crashed', eventsInAll)

  async function restartAfter(count: number, kill: () => Promise<void>): Promise<void> {
    await eventually(() => accepted.size >= count, 60_000)
    await kill()
    await app.ended
    app = await startProcess({ dataDir, port })
  }

  await restartAfter(eventsInAll * 0.3, async () => app.kill('SIGKILL'))
  await restartAfter(eventsInAll * 0.6, async () => {
    app.kill('SIGKILL')
    await killPostgres()
  })
  await done
  expect(accepted.size).toBe(eventsInAll)

  await eventually(() => receiver.received.length >= eventsInAll && callsOf('crashed').size === eventsInAll, 60_000)
  expect(changedRepeats('crashed')).toEqual([])

  // What the killed processes had counted is in the counts, once.
  const ofStatus = async (status: string) => {
    const facets = await app.get<DeliveryFacets>('/v1/deliveries/facets?eventType=crashed')
    return facets.status.find((one) => one.status === status)
  }
  await eventually(async () => (await ofStatus('pending'))?.count === 0, 60_000)
  expect(await ofStatus('succeeded')).toEqual({ status: 'succeeded', count: eventsInAll, isMore: false })
}, 180_000)

test('PostgreSQL that is killed under load comes back under the same Hookline, and nothing accepted is lost', async () => {
  const count = 4000
  const request = { urls: [receiver.url], body: '{"id":"{{trigger.id}}"}' }
  expect((await app.post('/v1/webhooks', { name: 'Restart', eventTypes: ['restarted'], request })).status).toBe(201)
  const { pid } = app
  const { accepted, done } = startLoad('restarted', count)
  for (const share of [0.3, 0.6]) {
    await eventually(() => accepted.size >= count * share, 60_000)
    await killPostgres()
  }
  await done
  await eventually(() => callsOf('restarted').size === count, 60_000)
  expect(changedRepeats('restarted')).toEqual([])
  expect(app.pid).toBe(pid)
  expect((await fetch(`${app.url}/readyz`)).status).toBe(200)
}, 180_000)
