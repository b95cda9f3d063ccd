import { setTimeout as sleep } from 'node:timers/promises'
import { Pool } from 'undici'
import type { Product } from './product.ts'
import type { Receiver } from './receiver.ts'

const eventsPerCall = 500
const lanes = 4
const minuteMs = 60_000
/** The wave has to be stored before its minute begins. */
const storeWithinMs = 20_000
const settleMs = 5000
const giveUpMs = 60_000
const quietWithinMs = 300_000

/** Runs that wait, and a wave of them whose time comes at the same moment. */
export interface JourneysFigure {
  waiting: number
  wave: number
  /** Events stored a second, each with a run that waits. */
  storedPerSecond: number
  /** From the moment at which all of the wave are due, until every call has arrived, and until no run of it waits and nothing is owed. */
  calledMs: number
  doneMs: number
  missing: number
  /** CPU time of the wave: what it takes on a machine that does nothing else, however busy this one was. */
  cpuSeconds: { server: number; postgres: number }
  /** Resident memory, idle: after as many runs that end at once, with all of them waiting, and after the wave. */
  memoryMb: { none: number; waiting: number; after: number }
}

/** Lets `waiting` runs wait, and the last `wave` of them go on at the same moment. */
export async function measureJourneys(
  product: Product,
  receiver: Receiver,
  { waiting, wave }: { waiting: number; wave: number },
): Promise<JourneysFigure> {
  await publish(product, { eventType: 'ends', url: receiver.url })
  await enter(product, 'ends', waiting)
  const isQuiet = await eventually(async () => (await shown(product, '/v1/deliveries?status=pending&limit=1')) === 0, quietWithinMs)
  if (!isQuiet) throw new Error('the calls before the wave were not made in time')
  const none = await idleMemory(product)

  await publish(product, { eventType: 'stays', url: receiver.url, wait: { durationSeconds: 30 * 86_400 } })
  const startedAt = performance.now()
  await enter(product, 'stays', waiting - wave)
  const storedPerSecond = ((waiting - wave) * 1000) / (performance.now() - startedAt)

  const dueAt = Math.ceil((Date.now() + storeWithinMs) / minuteMs) * minuteMs
  const until = { time: new Date(dueAt).toISOString().slice(11, 16), timeZone: 'UTC' }
  const id = await publish(product, { eventType: 'wakes', url: receiver.url, wait: { until } })
  const before = await receiver.count()
  await enter(product, 'wakes', wave)
  const withRuns = await idleMemory(product)
  if (Date.now() > dueAt) throw new Error('the wave was not stored before its time')

  await sleep(dueAt - Date.now())
  const cpuBefore = await product.cpuSeconds()
  await eventually(async () => (await receiver.count()) - before >= wave)
  const calledMs = Date.now() - dueAt
  await eventually(async () => (await shown(product, `/v1/automations/${id}/runs?status=waiting&limit=1`)) === 0)
  await eventually(async () => (await shown(product, '/v1/deliveries?status=pending&limit=1')) === 0)
  const doneMs = Date.now() - dueAt
  const cpuAfter = await product.cpuSeconds()
  const missing = wave - ((await receiver.count()) - before)
  return {
    waiting,
    wave,
    storedPerSecond,
    calledMs,
    doneMs,
    missing,
    cpuSeconds: { server: cpuAfter.server - cpuBefore.server, postgres: cpuAfter.postgres - cpuBefore.postgres },
    memoryMb: { none, waiting: withRuns, after: await idleMemory(product) },
  }
}

interface Journey {
  eventType: string
  url: string
  /** The config of the wait before the call; none where it calls at once. */
  wait?: object
}

/** Publishes trigger → wait? → WebHook. */
async function publish(product: Product, { eventType, url, wait }: Journey): Promise<string> {
  const request = { urls: [url], body: '{"id":"{{trigger.id}}","user":"{{user.id}}","tier":"{{state.tier}}"}' }
  const draft = {
    nodes: [
      { id: 't', type: 'trigger', config: { eventType } },
      ...(wait ? [{ id: 'd', type: 'delay', config: wait }] : []),
      { id: 'w', type: 'webhook', config: { request, policy: { retry: { preset: 'steady' } } } },
    ],
    edges: wait
      ? [
          { from: 't', to: 'd' },
          { from: 'd', to: 'w' },
        ]
      : [{ from: 't', to: 'w' }],
  }
  const { id } = await product.api<{ id: string }>('POST', '/v1/automations', { kind: 'journey', name: eventType, draft })
  await product.api('POST', `/v1/automations/${id}/publish`, {})
  return id
}

/** Posts one event for each of so many users; an answer other than 202 is asked for again. */
async function enter(product: Product, type: string, users: number): Promise<void> {
  const pool = new Pool(product.url, { connections: lanes })
  let next = 0
  const lane = async () => {
    while (next < users) {
      const from = next
      next += eventsPerCall
      const events = Array.from({ length: Math.min(eventsPerCall, users - from) }, (_, n) => ({
        ...{ id: `${type}-${from + n}`, type, userId: `u-${from + n}`, data: { level: n % 20 } },
      }))
      const body = JSON.stringify({ events })
      for (let status = 0; status !== 202; ) {
        const res = await pool.request({ path: '/v1/events', method: 'POST', headers: product.headers, body })
        await res.body.dump()
        status = res.statusCode
        if (status !== 202) await sleep(200)
      }
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  await pool.close()
}

async function shown(product: Product, path: string): Promise<number> {
  return (await product.api<{ items: unknown[] }>('GET', path)).items.length
}

async function idleMemory(product: Product): Promise<number> {
  await sleep(settleMs)
  return product.memoryMb()
}

/** Asks again until it is so, at most for the time. Out: whether it is. */
async function eventually(ask: () => Promise<boolean>, withinMs = giveUpMs): Promise<boolean> {
  const end = performance.now() + withinMs
  for (;;) {
    if (await ask()) return true
    if (performance.now() > end) return false
    await sleep(20)
  }
}
