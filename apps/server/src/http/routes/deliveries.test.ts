import type { DeliverySummary } from '@hookline/schema'
import { expect, test } from 'vitest'
import { countDone, countedColumns } from '../../queue/count-done.ts'
import { eventually } from '../../testing/hookline.ts'
import { useHookline, useReceiver } from '../../testing/use.ts'
import { makeWebhook } from '../../testing/webhook.ts'

const receiver = await useReceiver(({ url }) => (url.startsWith('/bad') ? { status: 404, body: 'no such hook' } : {}))
const app = await useHookline()

const list = async (query: string): Promise<DeliverySummary[]> => (await app.ok('GET', `/v1/deliveries?limit=500&${query}`)).items
const ids = (items: DeliverySummary[]) => items.map((item) => item.id).sort()
const settled = (eventType: string, count: number) =>
  eventually(async () => {
    const items = await list(`eventType=${eventType}`)
    return items.length === count && items.every((item) => item.status !== 'pending') ? items : null
  })

test('a delivery is listed with its source, its ids and what came of it', async () => {
  const webhookId = await makeWebhook(app, { name: 'CRM', eventType: 'listed', request: { urls: [`${receiver.url}/ok?u={{user.id}}`] } })
  await app.ok('POST', '/v1/events', { id: 'evt/1', type: 'listed', userId: 'u 1', campaignId: 'summer' })
  const [item] = await settled('listed', 1)
  expect(item).toEqual({
    id: expect.stringMatching(/^dlv_[0-9a-f]{32}$/),
    messageId: expect.stringMatching(/^msg_[0-9a-f]{32}$/),
    ...{ status: 'succeeded', source: { kind: 'webhook', id: webhookId, name: 'CRM' } },
    endpointId: expect.stringMatching(/^ep_[0-9a-f]{32}$/),
    ...{ eventId: 'evt/1', eventType: 'listed', userId: 'u 1', campaignId: 'summer' },
    ...{ method: 'POST', url: `${receiver.url}/ok?u=u%201`, attemptCount: 1, lastStatus: 200 },
    createdAt: expect.stringMatching(/Z$/),
    finishedAt: expect.stringMatching(/Z$/),
    nextAttemptAt: null,
  })
})

test('each filter keeps what it names and nothing else', async () => {
  const good = await makeWebhook(app, { eventType: 'filtered', hookId: 'good-hook', request: { urls: [`${receiver.url}/good`] } })
  await makeWebhook(app, { eventType: 'filtered', request: { urls: [`${receiver.url}/bad`] }, policy: { retry: { preset: 'none' } } })
  await makeWebhook(app, {
    eventType: 'filtered',
    request: { urls: [`${receiver.url}/bad/later`] },
    policy: { retry: { delaysSeconds: [600] } },
  })
  const since = new Date().toISOString()
  await app.ok('POST', '/v1/events', { id: 'f-1', type: 'filtered', userId: 'f-user', campaignId: 'autumn' })
  await app.ok('POST', '/v1/events', { type: 'filtered', userId: 'other' })
  const all = await eventually(async () => {
    const items = await list('eventType=filtered')
    return items.length === 6 && items.every((item) => item.attemptCount === 1) ? items : null
  })
  const until = new Date(Date.now() + 1).toISOString()
  const by = (keep: (item: DeliverySummary) => boolean) => ids(all.filter(keep))
  const scoped = async (query: string) => ids((await list(query)).filter((item) => item.eventType === 'filtered'))

  expect(await scoped('status=succeeded')).toEqual(by((item) => item.url.endsWith('/good')))
  expect(await scoped('status=undelivered')).toEqual(by((item) => item.url.endsWith('/bad')))
  expect(await scoped('status=pending')).toEqual(by((item) => item.url.endsWith('/later')))
  expect(await scoped('status=held')).toEqual([])
  expect(await scoped(`webhookId=${good}`)).toEqual(by((item) => item.source.id === good))
  expect(await scoped('webhookId=good-hook')).toEqual(by((item) => item.source.id === good))
  expect(ids((await app.ok('GET', '/v1/webhooks/good-hook/deliveries')).items)).toEqual(by((item) => item.source.id === good))
  expect(await scoped('automationId=aut_00000000000070008000000000000000')).toEqual([])
  expect(await scoped('nodeId=n1')).toEqual([])
  expect(await scoped('userId=f-user')).toEqual(by((item) => item.userId === 'f-user'))
  expect(ids((await app.ok('GET', '/v1/users/f-user/deliveries')).items)).toEqual(by((item) => item.userId === 'f-user'))
  expect(await scoped('campaignId=autumn')).toEqual(by((item) => item.campaignId === 'autumn'))
  const endpointId = all.find((item) => item.url.endsWith('/bad'))?.endpointId
  expect(await scoped(`endpointId=${endpointId}`)).toEqual(by((item) => item.url.endsWith('/bad')))
  expect(await scoped(`from=${since}&to=${until}`)).toEqual(ids(all))
  expect(await scoped(`to=${since}`)).toEqual([])
  expect(await scoped('status=&webhookId=&userId=other&q=%20')).toEqual(by((item) => item.userId === 'other'))

  const one = all.find((item) => item.userId === 'f-user' && item.status === 'succeeded')
  expect(await scoped(`q=${one?.id}`)).toEqual([one?.id])
  expect(await scoped(`q=${one?.messageId}`)).toEqual([one?.id])
  expect(await scoped('q=f-1')).toEqual(by((item) => item.eventId === 'f-1'))
  const made = all.find((item) => item.userId === 'other')?.eventId
  expect(await scoped(`q=${made}`)).toEqual(by((item) => item.eventId === made))
  expect(await scoped('q=f-user')).toEqual(by((item) => item.userId === 'f-user'))
  expect(await scoped('q=127.0.0')).toEqual(ids(all))
  expect(await scoped('q=STATUS')).toEqual(by((item) => item.lastStatus === 404))
  expect(await scoped('q=127%250')).toEqual([])
})

test('a filter that cannot be is refused and named', async () => {
  for (const [query, code] of [
    ['status=lost', 'field.value'],
    ['from=yesterday', 'field.format'],
    ['automationId=7', 'id.invalid'],
    ['endpointId=ep_zz', 'id.invalid'],
    ['webhookId=whk_1', 'id.invalid'],
    ['webhookId=no-such-hook', 'webhook.unknown'],
    ['userId=%00', 'field.format'],
    ['limit=0', 'field.too-short'],
    ['cursor=WyJhIl0', 'cursor.invalid'],
  ] as const) {
    const answer = await app.api('GET', `/v1/deliveries?${query}`)
    expect([query, answer.status, answer.json.errors]).toMatchObject([query, 422, [{ path: `query.${query.split('=')[0]}`, code }]])
  }
  expect((await app.api('GET', '/v1/users/nobody/deliveries')).status).toBe(404)
  expect((await app.api('GET', '/v1/webhooks/no-such-hook/deliveries')).status).toBe(404)
  expect((await app.api('GET', '/v1/deliveries/dlv_1')).status).toBe(404)
})

test('pages over owed and done deliveries lose and repeat none while deliveries end in between', async () => {
  await makeWebhook(app, {
    eventType: 'paged',
    request: { urls: [`${receiver.url}/bad/paged`] },
    policy: { retry: { delaysSeconds: [600] } },
  })
  const events = Array.from({ length: 60 }, (_, n) => ({ type: 'paged', userId: `p-${n}` }))
  await app.ok('POST', '/v1/events', { events })
  const all = await eventually(async () => {
    const items = await list('eventType=paged')
    return items.length === 60 && items.every((item) => item.attemptCount === 1) ? ids(items) : null
  })
  const { sql } = app.hookline.services.database
  const seen: string[] = []
  for (let cursor = ''; ; ) {
    const page: { items: DeliverySummary[]; nextCursor: string | null } = await app.ok(
      'GET',
      `/v1/deliveries?eventType=paged&limit=7&cursor=${cursor}`.replace(/&cursor=$/, ''),
    )
    seen.push(...page.items.map((item) => item.id))
    await sql`
      WITH gone AS (
        DELETE FROM queue WHERE id IN (SELECT id FROM queue WHERE event_type = 'paged' ORDER BY random() LIMIT 9) RETURNING *
      ), history AS (
        INSERT INTO deliveries (workspace_id, id, message_id, event_id, event_type, user_id, source_kind, source_id, endpoint_id, method,
          url, headers, attempts, status, finished_at)
        SELECT workspace_id, id, message_id, event_id, event_type, user_id, source_kind, source_id, endpoint_id, method, url, headers,
          attempts, 'undelivered', now() FROM gone
        RETURNING ${countedColumns(sql)}
      ), counted AS (${countDone(sql, 'history')})
      SELECT FROM history`
    if (page.nextCursor === null) break
    cursor = page.nextCursor
  }
  expect(seen).toEqual([...seen].sort().reverse())
  expect([...seen].sort()).toEqual(all)
})
