import postgres from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../testing/database.ts'
import { eventually, startTestHookline, type TestHookline } from '../testing/hookline.ts'
import { type Receiver, startReceiver } from '../testing/receiver.ts'
import { makeWebhook } from '../testing/webhook.ts'

let database: TestDatabase
let app: TestHookline
let receiver: Receiver

beforeAll(async () => {
  database = await createTestDatabase()
  app = await startTestHookline({ databaseUrl: database.url })
  receiver = await startReceiver()
})
afterAll(async () => {
  await app.stop()
  await receiver.close()
  await database.drop()
})

test('deliveries of a batch that waited too long for a lock, and was told to have failed, are sent if it goes on', async () => {
  await makeWebhook(app, { eventType: 'late', request: { urls: [receiver.url], body: '{"id":"{{trigger.id}}"}' } })
  const post = (id: string) => app.api('POST', '/v1/events', { id, type: 'late', userId: 'u', state: { last: id } })
  expect((await post('early')).status).toBe(202)
  const other = postgres(database.url, { max: 1 })
  await other.begin(async (tx) => {
    await tx`SELECT FROM users WHERE id = 'u' FOR UPDATE`
    expect((await post('late')).status).toBe(503)
  })
  await other.end()
  // Whether it was stored nobody knows, so it is posted again.
  await eventually(async () => (await post('late')).status === 202)
  const calls = await receiver.waitFor(2)
  expect(calls.map(({ body }) => body)).toEqual(['{"id":"early"}', '{"id":"late"}'])
})
