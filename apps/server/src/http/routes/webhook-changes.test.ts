import { expect, test } from 'vitest'
import { eventually } from '../../testing/hookline.ts'
import type { Answer } from '../../testing/receiver.ts'
import { useHookline, useReceiver } from '../../testing/use.ts'
import { makeWebhook } from '../../testing/webhook.ts'

let answer: Answer = {}
const receiver = await useReceiver(() => answer)
const app = await useHookline()

const patch = (id: string, body: object, etag?: string) =>
  app.api('PATCH', `/v1/webhooks/${id}`, body, etag === undefined ? {} : { headers: { 'if-match': etag } })

test('of two who change a webhook with If-Match the slower is refused, told who was faster, and nothing of the faster is lost', async () => {
  const made = await app.api('POST', '/v1/webhooks', { name: 'Both', eventTypes: ['both'], request: { urls: [receiver.url] } })
  const { id } = made.json
  const etag = made.headers.get('etag') ?? ''
  expect(etag).toBe('"1"')
  expect((await app.api('GET', `/v1/webhooks/${id}`)).headers.get('etag')).toBe(etag)
  const faster = await patch(id, { name: 'Mine' }, etag)
  expect([faster.status, faster.headers.get('etag')]).toEqual([200, '"2"'])
  const slower = await patch(id, { name: 'Yours' }, etag)
  expect(slower.json).toMatchObject({
    status: 412,
    detail: expect.stringMatching(/^HOOKLINE_API_KEY changed this webhook at .*Z\. Read it/),
  })
  const both = await Promise.all(['a', 'b'].map((name) => patch(id, { name }, '"2"')))
  expect(both.map(({ status }) => status).toSorted()).toEqual([200, 412])
  expect((await patch(id, { name: 'Weak' }, 'W/"3"')).status).toBe(200)
  expect((await patch(id, { name: 'Whoever was faster' })).status).toBe(200)
})

interface Made {
  id: string
  ids: string[]
}

/** An inactive webhook that holds three deliveries, which were not accepted before. */
async function makeHolding(eventType: string): Promise<Made> {
  answer = { status: 503 }
  const policy = { retry: { delaysSeconds: [600] } }
  const id = await makeWebhook(app, { eventType, request: { urls: [`${receiver.url}/${eventType}`] }, policy })
  for (const n of [1, 2, 3]) await app.ok('POST', '/v1/events', { type: eventType, userId: `u-${n}` })
  const owed = () => app.ok('GET', `/v1/deliveries?webhookId=${id}`)
  await eventually(
    async () => (await owed()).items.filter(({ lastStatus }: { lastStatus: number | null }) => lastStatus === 503).length === 3,
  )
  await app.ok('PATCH', `/v1/webhooks/${id}`, { status: 'inactive' })
  answer = {}
  const { items } = await owed()
  expect(items.map(({ heldReason }: { heldReason: string }) => heldReason)).toEqual(Array(3).fill('webhook-inactive'))
  return { id, ids: items.map((item: { id: string }) => item.id) }
}

const ended = async ({ id }: Made) => {
  const statuses = async () => (await app.ok('GET', `/v1/deliveries?webhookId=${id}`)).items.map(({ status }: { status: string }) => status)
  await eventually(async () => (await statuses()).every((status: string) => status === 'succeeded' || status === 'cancelled'))
  return statuses()
}

test('what an inactive webhook held is sent when it is active again, unless it is to be dropped', async () => {
  const sent = await makeHolding('sent')
  expect((await patch(sent.id, { status: 'active', held: 'send' })).status).toBe(200)
  expect(await ended(sent)).toEqual(['succeeded', 'succeeded', 'succeeded'])
  const dropped = await makeHolding('dropped')
  expect((await patch(dropped.id, { status: 'active', held: 'drop' })).status).toBe(200)
  expect(await ended(dropped)).toEqual(['cancelled', 'cancelled', 'cancelled'])
  const [entry] = (await app.ok('GET', '/v1/audit')).items
  expect(entry).toMatchObject({ action: 'webhook.update', detail: { changed: ['status'], status: 'active', held: 'drop', dropped: 3 } })
})

test('of what an inactive webhook held, what was made since a time can be sent alone', async () => {
  const some = await makeHolding('some')
  const { createdAt } = await app.ok('GET', `/v1/deliveries/${some.ids[0]}`)
  expect((await patch(some.id, { status: 'active', held: { since: createdAt } })).status).toBe(200)
  expect(await ended(some)).toEqual(['succeeded', 'cancelled', 'cancelled'])
})

test('nothing is dropped for a change that is refused', async () => {
  const kept = await makeHolding('kept')
  for (const body of [{ held: 'drop' }, { held: 'drop', status: 'inactive' }, { held: 'drop', status: 'active', name: 'New' }]) {
    expect((await patch(kept.id, body)).json.errors).toMatchObject([{ path: 'held', code: 'held.without-active' }])
  }
  expect((await patch(kept.id, { held: 'drop', status: 'active' }, '"1"')).status).toBe(412)
  expect((await patch(kept.id, { status: 'active' })).status).toBe(200)
  expect(await ended(kept)).toEqual(['succeeded', 'succeeded', 'succeeded'])
})
