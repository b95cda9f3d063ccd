import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../testing/database.ts'
import { eventually, startTestHookline, type TestHookline } from '../testing/hookline.ts'
import { type Receiver, startReceiver } from '../testing/receiver.ts'
import { makeWebhook } from '../testing/webhook.ts'

const patienceMs = 20_000

let database: TestDatabase
let receiver: Receiver
let apps: TestHookline[]
let status = 200
const cameAt: number[] = []
beforeAll(async () => {
  database = await createTestDatabase()
  receiver = await startReceiver(() => {
    cameAt.push(performance.now())
    return { status }
  })
  const first = await startTestHookline({ databaseUrl: database.url })
  apps = [first, await startTestHookline({ databaseUrl: database.url })]
})
afterAll(async () => {
  for (const app of apps) await app.stop()
  await receiver.close()
  await database.drop()
})

const one = () => apps[0] as TestHookline
const onEach = (type: string, count: number) =>
  Promise.all(
    apps.map((app) => app.ok('POST', '/v1/events', { events: Array.from({ length: count }, (_, n) => ({ type, userId: `u-${n}` })) })),
  )

test('a rate holds for all processes together', async () => {
  await makeWebhook(one(), { eventType: 'paced', request: { urls: [receiver.url] }, policy: { ratePerSecond: 10 } })
  await eventually(() => apps.every((app) => app.hookline.services.health.sharers === 2), patienceMs)
  await onEach('paced', 15)
  await eventually(() => cameAt.length === 30, patienceMs)
  const [first = 0, last = 0] = [cameAt[0], cameAt.at(-1)]
  // 15 of each at five a second: the last one leaves 2.8 s after the first.
  expect(last - first).toBeGreaterThan(2600)
  const mostInASecond = Math.max(...cameAt.map((at) => cameAt.filter((other) => other >= at && other < at + 1000).length))
  expect(mostInASecond).toBeLessThanOrEqual(13)
})

test('a breaker opens on what all processes saw together, and holds on each', async () => {
  status = 503
  const policy = { retry: { delaysSeconds: [600] } }
  const id = await makeWebhook(one(), { eventType: 'failing', request: { urls: [receiver.url] }, policy })
  // Fewer than ten on each: neither would open it alone.
  await onEach('failing', 6)
  const held = async () => (await one().ok('GET', `/v1/deliveries?webhookId=${id}&status=held&limit=100`)).items.length
  await eventually(async () => (await held()) === 12, patienceMs)
  const before = cameAt.length
  for (const app of apps) await app.hookline.services.health.refresh()
  await onEach('failing', 3)
  expect(await held()).toBe(18)
  expect(cameAt.length).toBe(before)
})
