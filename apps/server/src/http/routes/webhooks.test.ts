import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestHookline, type TestHookline } from '../../testing/hookline.ts'
import { type Receiver, startReceiver } from '../../testing/receiver.ts'

let app: TestHookline
let receiver: Receiver
beforeAll(async () => {
  app = await startTestHookline()
  receiver = await startReceiver()
})
afterAll(async () => {
  await app.stop()
  await receiver.close()
})

const webhook = (given: object = {}) => ({
  name: 'To the CRM',
  eventTypes: ['prize_assigned'],
  request: { urls: [`${receiver.url}/hook`] },
  ...given,
})

test('an event sent after the answer is sent on, signed with the given secret', async () => {
  const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
  const made = await app.ok('POST', '/v1/webhooks', webhook({ secret }))
  expect(made).toMatchObject({ status: 'active', hasSecret: true, secret, request: { method: 'POST', headers: [], body: null } })
  await app.ok('POST', '/v1/events', { type: 'prize_assigned', userId: 'u-1' })
  const [got] = await receiver.waitFor(1)
  expect(got?.headers['webhook-signature']).toMatch(/^v1,/)
  const read = await app.ok('GET', `/v1/webhooks/${made.id}`)
  expect(read.hasSecret).toBe(true)
  expect(JSON.stringify(read)).not.toContain(secret)
})
