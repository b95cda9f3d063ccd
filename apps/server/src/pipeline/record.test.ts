import { expect, test } from 'vitest'
import { eventually } from '../testing/hookline.ts'
import { useHookline, useReceiver } from '../testing/use.ts'
import { makeWebhook } from '../testing/webhook.ts'

const patienceMs = 20_000

let answering: Promise<void> = Promise.resolve()
const receiver = await useReceiver(async () => {
  await answering
  return {}
})
const app = await useHookline()

const sql = () => app.hookline.services.database.sql
const callsTo = (path: string) => receiver.received.filter(({ url }) => url === path).length

async function cause(eventType: string): Promise<void> {
  await makeWebhook(app, { eventType, request: { urls: [`${receiver.url}/${eventType}`] } })
  await app.ok('POST', '/v1/events', { type: eventType, userId: 'u' })
  await eventually(() => callsTo(`/${eventType}`) === 1)
}

/** Takes this process's lease away, and waits until it has claimed the delivery of the type in a later epoch. */
async function loseLease(eventType: string): Promise<void> {
  const [before] = await sql()<{ epoch: number }[]>`SELECT epoch FROM queue WHERE event_type = ${eventType} AND due_at = 'infinity'`
  await sql()`UPDATE processes SET expires_at = now() - interval '1 second'`
  await eventually(async () => {
    const [row] = await sql()`
      SELECT FROM queue WHERE event_type = ${eventType} AND due_at = 'infinity' AND epoch > ${before?.epoch ?? 0}`
    return row !== undefined
  }, patienceMs)
}

async function expectOneCall(eventType: string): Promise<void> {
  const [delivery] = await eventually(async () => {
    const { items } = await app.ok('GET', `/v1/deliveries?eventType=${eventType}`)
    return items[0]?.status === 'succeeded' && items
  }, patienceMs)
  expect(delivery.attemptCount).toBe(1)
  expect(callsTo(`/${eventType}`)).toBe(1)
}

test('a result that cannot be written is written later, and nothing is sent again for it, even where the lease is lost meanwhile', async () => {
  await sql()`ALTER TABLE deliveries RENAME TO deliveries_away`
  await cause('unwritten')
  await loseLease('unwritten')
  await sql()`ALTER TABLE deliveries_away RENAME TO deliveries`
  await expectOneCall('unwritten')
})

test('a delivery that is on its way when the lease is lost is not sent a second time by the same process', async () => {
  const { promise, resolve } = Promise.withResolvers<void>()
  answering = promise
  await cause('on-its-way')
  await loseLease('on-its-way')
  resolve()
  await expectOneCall('on-its-way')
})

test('a try that follows a written result is a call of its own, though the lease was lost before', async () => {
  answering = Promise.resolve()
  await makeWebhook(app, { eventType: 'again', request: { urls: [`${receiver.url}/again`] }, policy: { retry: { delaysSeconds: [1] } } })
  await sql()`UPDATE processes SET expires_at = now() - interval '1 second'`
  await app.ok('POST', '/v1/events', { type: 'again', userId: 'u' })
  await expectOneCall('again')
})
