import { expect, test } from 'vitest'
import { useHookline } from '../testing/use.ts'

const app = await useHookline()

const urls = ['http://127.0.0.1:9/']

test('a call whose events render far more than one slice is stored whole, and none of it is sent while calls are switched off', async () => {
  const body = `{${Array.from({ length: 20 }, (_, n) => `"f${n}":"{{event.text}}"`).join()}}`
  await app.ok('POST', '/v1/webhooks', { name: 'Big', eventTypes: ['big'], request: { urls, body } })
  await app.ok('PATCH', '/v1/settings', { webhooksEnabled: false })
  const events = Array.from({ length: 24 }, (_, n) => ({ id: `big-${n}`, type: 'big', userId: 'u', data: { text: 'x'.repeat(40_000) } }))
  expect(await app.ok('POST', '/v1/events', { events })).toMatchObject({ accepted: 24 })
  const held = await app.ok('GET', '/v1/deliveries?status=held&limit=100')
  expect(new Set(held.items.map((delivery: { eventId: string }) => delivery.eventId)).size).toBe(24)
})

test('a body beyond 1 MiB is recorded undelivered without an attempt, and the event and its other deliveries are kept', async () => {
  const huge = `{${Array.from({ length: 40 }, (_, n) => `"f${n}":"{{event.text}}"`).join()}}`
  await app.ok('POST', '/v1/webhooks', { name: 'Huge', eventTypes: ['huge'], request: { urls, body: huge } })
  await app.ok('POST', '/v1/webhooks', { name: 'Small', eventTypes: ['huge'], request: { urls, body: '{}' } })
  await app.ok('POST', '/v1/events', { id: 'huge-1', type: 'huge', userId: 'u', data: { text: 'x'.repeat(40_000) } })
  const { deliveries } = await app.ok('GET', '/v1/events/huge-1')
  const byName = Object.fromEntries(deliveries.map((delivery: { source: { name: string } }) => [delivery.source.name, delivery]))
  expect(byName.Huge).toMatchObject({ status: 'undelivered', error: 'render-limit', attemptCount: 0 })
  expect(byName.Small).toMatchObject({ status: 'held' })
})
