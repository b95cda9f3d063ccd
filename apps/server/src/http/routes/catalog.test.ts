import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestHookline, type TestHookline } from '../../testing/hookline.ts'

let app: TestHookline
beforeAll(async () => {
  app = await startTestHookline()
})
afterAll(() => app.stop())

test('the catalogue tells the fields and a sample of each event type', async () => {
  const { eventTypes } = await app.ok('GET', '/v1/catalog')
  expect(Object.keys(eventTypes)).toContain('level_completed')
  expect(eventTypes.level_completed).toMatchObject({ schema: { type: 'object', properties: expect.anything() }, sample: expect.anything() })
})

test('nobody reads the catalogue without a key', async () => {
  expect((await app.api('GET', '/v1/catalog', undefined, { key: null })).status).toBe(401)
})
