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

const graph = (eventType: string, config: object = {}) => ({
  nodes: [
    { id: 't', type: 'trigger', config: { eventType } },
    { id: 'w', type: 'webhook', config: { request: { urls: [`${receiver.url}/${eventType}`] }, ...config } },
  ],
  edges: [{ from: 't', to: 'w' }],
})

test('an event sent after the answer to publish is judged by the new version', async () => {
  const made = await app.ok('POST', '/v1/automations', { name: 'Level 5', draft: graph('level_up') })
  expect(made).toMatchObject({ kind: 'rule', status: 'draft', hasChanges: true, publishedVersion: null })
  expect(await app.ok('POST', `/v1/automations/${made.id}/publish`, {})).toMatchObject({ version: 1 })
  await app.ok('POST', '/v1/events', { type: 'level_up', userId: 'u-1' })
  const [got] = await receiver.waitFor(1)
  expect(got?.url).toBe('/level_up')
  expect(await app.ok('GET', `/v1/automations/${made.id}`)).toMatchObject({ status: 'active', hasChanges: false, publishedVersion: 1 })
})
