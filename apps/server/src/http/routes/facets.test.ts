import type { DeliveryFacets } from '@hookline/schema'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ruleOf } from '../../testing/graphs.ts'
import { eventually, startTestHookline, type TestHookline } from '../../testing/hookline.ts'
import { type Receiver, startReceiver } from '../../testing/receiver.ts'
import { makeWebhook } from '../../testing/webhook.ts'

let app: TestHookline
let receiver: Receiver
let host: string
let webhookId: string
let automationId: string
const retry = (policy: object) => policy as { retry: { preset: 'none' } }

beforeAll(async () => {
  app = await startTestHookline()
  receiver = await startReceiver(({ url }) => ({ status: url.startsWith('/bad') ? 500 : 200 }))
  host = new URL(receiver.url).host
  webhookId = await makeWebhook(app, { eventType: 'one', name: 'Good', request: { urls: [`${receiver.url}/good`] } })
  await makeWebhook(app, {
    eventType: 'one',
    name: 'Later',
    request: { urls: [`${receiver.url}/bad`] },
    policy: retry({ retry: { delaysSeconds: [600] } }),
  })
  const draft = ruleOf('two', { request: { urls: [`${receiver.url}/bad`] }, policy: { retry: { preset: 'none' } } })
  automationId = (await app.ok('POST', '/v1/automations', { name: 'Rule', draft })).id
  await app.ok('POST', `/v1/automations/${automationId}/publish`, {})
  const events = [...['u-1', 'u-2', 'u-3'].map((userId) => ({ type: 'one', userId })), { type: 'two', userId: 'u-1' }]
  await app.ok('POST', '/v1/events', { events })
  await eventually(async () => {
    const { items } = await app.ok('GET', '/v1/deliveries?limit=500')
    return (
      items.length >= 7 &&
      items.every((item: { attemptCount: number; status: string }) => item.attemptCount === 1 || item.status === 'undelivered')
    )
  })
})
afterAll(async () => {
  await app.stop()
  await receiver.close()
})

const facets = (query = ''): Promise<DeliveryFacets> => app.ok('GET', `/v1/deliveries/facets?${query}`)
const statusOf = ({ status }: DeliveryFacets) =>
  Object.fromEntries(status.filter(({ count }) => count > 0).map((one) => [one.status, one.count]))

test('each facet counts what the list would show for it', async () => {
  const found = await facets()
  expect(found).toMatchObject({ isWhole: true, to: null })
  for (const { status, count } of found.status)
    expect([status, (await app.ok('GET', `/v1/deliveries?status=${status}`)).items.length]).toEqual([status, count])
  for (const { eventType, count } of found.eventTypes)
    expect((await app.ok('GET', `/v1/deliveries?eventType=${eventType}`)).items.length).toBe(count)
  for (const one of found.hosts) expect((await app.ok('GET', `/v1/deliveries?host=${one.host}`)).items.length).toBe(one.count)
  for (const { kind, id, count } of found.sources) expect((await app.ok('GET', `/v1/deliveries?${kind}Id=${id}`)).items.length).toBe(count)
  expect(statusOf(found)).toMatchObject({ succeeded: 3, pending: 3 })
  expect(found.hosts[0]).toEqual({ host, count: 7 })
  expect(found.sources).toContainEqual({ kind: 'webhook', id: webhookId, name: 'Good', count: 3 })
  expect(found.sources).toContainEqual({ kind: 'automation', id: automationId, name: 'Rule', count: 1 })
})

test('what is chosen in one facet narrows the others and leaves its own open', async () => {
  const failed = await facets('status=undelivered&eventType=two')
  expect(statusOf(failed)).toEqual({ undelivered: 1 })
  expect(failed.sources).toEqual([{ kind: 'automation', id: automationId, name: 'Rule', count: 1 }])
  expect(failed.eventTypes.map(({ eventType }) => eventType)).toContain('two')
  expect(statusOf(await facets('eventType=one&status=pending'))).toMatchObject({ succeeded: 3, pending: 3 })
  expect(statusOf(await facets(`webhookId=${webhookId}`))).toEqual({ succeeded: 3 })
  expect(statusOf(await facets('userId=u-1&eventType=two'))).toEqual({ undelivered: 1 })
  expect(statusOf(await facets('host=nowhere.example.com'))).toEqual({})
})

test('only the time that is asked for is counted, by default a day', async () => {
  const { sql } = app.hookline.services.database
  const [row] = await sql<{ id: string }[]>`SELECT id FROM deliveries WHERE status = 'undelivered' AND event_type = 'two' LIMIT 1`
  const old = `0190${(row?.id ?? '').slice(4)}`
  await sql`UPDATE deliveries SET id = ${old}::uuid WHERE id = ${row?.id ?? ''}::uuid`
  expect(statusOf(await facets('eventType=two'))).toEqual({})
  expect(statusOf(await facets('eventType=two&from=2020-01-01T00:00:00Z'))).toEqual({ undelivered: 1 })
  expect(statusOf(await facets('from=2020-01-01T00:00:00Z&to=2020-01-02T00:00:00Z'))).toEqual({})
})
