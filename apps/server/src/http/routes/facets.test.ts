import type { DeliveryFacets } from '@hookline/schema'
import { beforeAll, expect, test } from 'vitest'
import { addUpCohorts } from '../../cohorts/add-up.ts'
import { putDone } from '../../testing/done.ts'
import { ruleOf } from '../../testing/graphs.ts'
import { eventually } from '../../testing/hookline.ts'
import { useHookline, useReceiver } from '../../testing/use.ts'
import { makeWebhook } from '../../testing/webhook.ts'

let host: string
let webhookId: string
let automationId: string
const retry = (policy: object) => policy as { retry: { preset: 'none' } }

const receiver = await useReceiver(({ url }) => ({ status: url.startsWith('/bad') ? 500 : 200 }))
const app = await useHookline()

beforeAll(async () => {
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
  expect(found.hosts[0]).toEqual({ host, count: 7, isMore: false })
  expect(found.sources).toContainEqual({ kind: 'webhook', id: webhookId, name: 'Good', count: 3, isMore: false })
  expect(found.sources).toContainEqual({ kind: 'automation', id: automationId, name: 'Rule', count: 1, isMore: false })
})

test('what is chosen in one facet narrows the others and leaves its own open', async () => {
  const failed = await facets('status=undelivered&eventType=two')
  expect(statusOf(failed)).toEqual({ undelivered: 1 })
  expect(failed.sources).toEqual([{ kind: 'automation', id: automationId, name: 'Rule', count: 1, isMore: false }])
  expect(failed.eventTypes.map(({ eventType }) => eventType)).toContain('two')
  expect(statusOf(await facets('eventType=one&status=pending'))).toMatchObject({ succeeded: 3, pending: 3 })
  expect(statusOf(await facets(`webhookId=${webhookId}`))).toEqual({ succeeded: 3 })
  expect(statusOf(await facets('userId=u-1&eventType=two'))).toEqual({ undelivered: 1 })
  expect(statusOf(await facets('host=nowhere.example.com'))).toEqual({})
})

test('only the time that is asked for is counted, by default a day', async () => {
  const { sql } = app.hookline.services.database
  await putDone(sql, [{ madeMs: Date.parse('2020-01-01T12:00:30.500Z'), status: 'undelivered', error: 'dns', eventType: 'long ago' }])
  const ofTime = async (query: string) => statusOf(await facets(`eventType=long%20ago&${query}`))
  expect(await ofTime('')).toEqual({})
  expect(await ofTime('from=2020-01-01T00:00:00Z')).toEqual({ undelivered: 1 })
  expect(await ofTime('from=2020-01-01T12:00:30Z&to=2020-01-01T12:00:31Z')).toEqual({ undelivered: 1 })
  expect(await ofTime('from=2020-01-01T12:00:31Z&to=2020-01-01T13:00:00Z')).toEqual({})
  expect(await ofTime('from=2019-01-01T00:00:00Z&to=2020-01-01T12:00:30.5Z')).toEqual({})
})

test('error codes and campaigns are counted, and what is chosen in one leaves its other values', async () => {
  const { sql } = app.hookline.services.database
  const madeMs = Date.now()
  const failed = (error: string, campaignId: string) => ({
    madeMs,
    status: 'undelivered' as const,
    error,
    campaignId,
    eventType: 'failing',
  })
  await putDone(sql, [failed('dns', 'summer'), failed('timeout', 'summer'), failed('timeout', 'winter')])
  const found = await facets('eventType=failing&error=timeout')
  expect(found.errors).toEqual([
    { error: 'timeout', count: 2, isMore: false },
    { error: 'dns', count: 1, isMore: false },
  ])
  expect(found.campaigns.map(({ campaignId, count }) => [campaignId, count])).toEqual([
    ['summer', 1],
    ['winter', 1],
  ])
  for (const { error, count } of found.errors)
    expect((await app.ok('GET', `/v1/deliveries?eventType=failing&error=${error}`)).items.length).toBe(count)
})

test('a facet counts to 10,000, and says where there are more', async () => {
  const { sql } = app.hookline.services.database
  const id = await eventually(async () => {
    await addUpCohorts(sql)
    const [row] = await sql<{ id: number }[]>`SELECT id FROM cohorts WHERE event_type = 'failing' AND error = 'dns'`
    return row?.id
  })
  await sql`UPDATE cohort_counts SET count = count + 10000 WHERE cohort_id = ${id}`
  expect((await facets('eventType=failing')).errors).toEqual([
    { error: 'dns', count: 10_000, isMore: true },
    { error: 'timeout', count: 2, isMore: false },
  ])
  await sql`UPDATE cohort_counts SET count = count - 10000 WHERE cohort_id = ${id}`
})
