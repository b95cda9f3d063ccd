import { Pool } from 'undici'
import type { Product } from './product.ts'
import type { Receiver } from './receiver.ts'

const eventsPerCall = 500
const lanes = 4
/** The wave has to be stored before its minute begins. */
const storeWithinMs = 15_000
const minuteMs = 60_000
const settleMs = 5000

/** Runs that wait, and a wave of them whose time comes at once. */
export interface JourneysFigure {
  waiting: number
  wave: number
  /** Runs stored a second, each waiting from its event on. */
  storedPerSecond: number
  /** From the moment at which all of the wave are due. */
  calledMs: number
  doneMs: number
  missing: number
  /** Resident memory, idle: after as many events that end at once, with all the runs waiting, and after the wave. */
  memoryMb: { none: number; waiting: number; after: number }
}

/** Lets `waiting` runs wait and `wave` of them go on at the same moment, beside which the others stay. */
export async function measureJourneys(product: Product, receiver: Receiver, { waiting, wave }: { waiting: number; wave: number }): Promise<JourneysFigure> {
  await publish(product, 'ended', receiver.url, null)
  await enter(product, 'ended', waiting)
  await drained(product)
  const none = await idleMemory(product)

  await publish(product, 'stays', receiver.url, { durationSeconds: 30 * 86_400 })
  const startedAt = performance.now()
  await enter(product, 'stays', waiting - wave)
  const storedPerSecond = ((waiting - wave) * 1000) / (performance.now() - startedAt)

  const dueAt = Math.ceil((Date.now() + storeWithinMs) / minuteMs) * minuteMs
  const until = { time: new Date(dueAt).toISOString().slice(11, 16), timeZone: 'UTC' }
  const id = await publish(product, 'wakes', receiver.url, { until })
  const before = await receiver.count()
  await enter(product, 'wakes', wave)
  if (Date.now() > dueAt) throw new Error('the wave was not stored before its time')
  const withRuns = await idleMemory(product)

  await sleep(dueAt - Date.now())
  const calledMs = await until_(async () => (await receiver.count()) - before >= wave, dueAt)
  const missing = wave - ((await receiver.count()) - before)
  await until_(async () => (await firstPage(product, `/v1/automations/${id}/runs?status=waiting&limit=1`)) === 0, dueAt)
  const doneMs = await until_(async () => (await firstPage(product, `/v1/deliveries?status=pending&limit=1`)) === 0, dueAt)
  return { waiting, wave, storedPerSecond, calledMs, doneMs, missing, memoryMb: { none, waiting: withRuns, after: await idleMemory(product) } }
}
