import { expect, test } from 'vitest'
import { useHookline } from '../../testing/use.ts'

const app = await useHookline()

test('the catalogue tells the fields and a sample of each event type', async () => {
  const { eventTypes } = await app.ok('GET', '/v1/catalog')
  expect(Object.keys(eventTypes)).toContain('level_completed')
  expect(eventTypes.level_completed).toMatchObject({ schema: { type: 'object', properties: expect.anything() }, sample: expect.anything() })
})

test('nobody reads the catalogue without a key', async () => {
  expect((await app.api('GET', '/v1/catalog', undefined, { key: null })).status).toBe(401)
})
