import { afterAll, beforeAll, expect, test } from 'vitest'
import { publicId } from '../ids.ts'
import { windowFirst } from '../pipeline/lane-window.ts'
import { createTestDatabase, type TestDatabase } from '../testing/database.ts'
import { eventually, startTestHookline, type TestHookline } from '../testing/hookline.ts'
import { type Receiver, startReceiver } from '../testing/receiver.ts'
import { makeWebhook } from '../testing/webhook.ts'

let database: TestDatabase
let holder: TestHookline
let other: TestHookline
let receiver: Receiver
let open: () => void = () => undefined
const opened = new Promise<void>((resolve) => {
  open = resolve
})

beforeAll(async () => {
  database = await createTestDatabase()
  holder = await startTestHookline({ databaseUrl: database.url })
  other = await startTestHookline({ databaseUrl: database.url, env: { ROLE: 'api' } })
  receiver = await startReceiver(() => opened.then(() => ({})))
})
afterAll(async () => {
  await Promise.all([holder.stop(), other.stop()])
  await receiver.close()
  await database.drop()
})

test('a delivery that waits in one process is not sent when it is cancelled on another', async () => {
  const path = (n: number) => `${receiver.url}/${n}/{{trigger.id}}`
  for (const n of [1, 2]) await makeWebhook(holder, { eventType: 'many', request: { urls: [path(n)] }, policy: { timeoutMs: 30_000 } })
  const events = Array.from({ length: 200 }, (_, n) => ({ id: `e-${n}`, type: 'many', userId: 'u' }))
  await holder.ok('POST', '/v1/events', { events })
  await receiver.waitFor(windowFirst)
  const under = new Set(receiver.received.map(({ url }) => url))
  const { sql } = holder.hookline.services.database
  const owed = await sql<{ id: string; url: string }[]>`SELECT id, url FROM queue`
  const waiting = owed.map(({ id, url }) => ({ id, path: new URL(url).pathname })).find(({ path }) => !under.has(path))
  await other.ok('POST', `/v1/deliveries/${publicId('dlv', waiting?.id ?? '')}/cancel`)
  await eventually(() => holder.hookline.services.deliver?.memory.count === 399)
  open()
  await eventually(async () => (await sql`SELECT FROM queue`).length === 0)
  expect(receiver.received).toHaveLength(399)
  expect(receiver.received.map(({ url }) => url)).not.toContain(waiting?.path)
})
