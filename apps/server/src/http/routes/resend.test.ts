import type { Delivery } from '@hookline/schema'
import { beforeEach, expect, test } from 'vitest'
import { eventually } from '../../testing/hookline.ts'
import { startReceiver } from '../../testing/receiver.ts'
import { useHookline, useReceiver } from '../../testing/use.ts'
import { makeWebhook } from '../../testing/webhook.ts'

let answers: number[] = []
const receiver = await useReceiver(() => ({ status: answers.shift() ?? 200, headers: { 'x-id': 'r 1' }, body: 'é answered' }))
const app = await useHookline()
beforeEach(() => {
  answers = []
  receiver.received.length = 0
})

const read = (id: string): Promise<Delivery> => app.ok('GET', `/v1/deliveries/${id}`)
const become = (id: string, keep: (delivery: Delivery) => boolean) =>
  eventually(async () => {
    const delivery = await read(id)
    return keep(delivery) ? delivery : null
  })
const done = (id: string) => become(id, (delivery) => delivery.finishedAt !== null)
const fastForward = () => app.hookline.services.database.sql`UPDATE queue SET due_at = now() WHERE due_at > now() AND due_at < 'infinity'`

/** Sends an event that one webhook takes. Out: the id of its delivery. */
async function cause(event: { type: string; userId?: string; data?: object; state?: object }): Promise<string> {
  const { ids } = await app.ok('POST', '/v1/events', { userId: 'u-1', ...event })
  const { deliveries } = await app.ok('GET', `/v1/events/${ids[0]}`)
  return deliveries[0].id
}

test('a delivery shows every attempt and the request as it was sent, but no secret', async () => {
  const secret = { name: 'Authorization', value: 'Bearer s3cret', secret: true }
  await makeWebhook(app, {
    eventType: 'attempts',
    request: { urls: [`${receiver.url}/a?n={{event.n}}`], headers: [{ name: 'X-Brand', value: 'b' }, secret], body: '{"n":{{event.n}}}' },
    policy: { retry: { delaysSeconds: [600, 600] } },
  })
  answers = [500, 500, 200]
  const id = await cause({ type: 'attempts', data: { n: 'é"1' } })
  const waiting = await become(id, (delivery) => delivery.attemptCount === 1)
  expect(waiting).toMatchObject({ status: 'pending', error: 'status', lastStatus: 500, finishedAt: null })
  expect(Date.parse(waiting.nextAttemptAt ?? '') - Date.now()).toBeGreaterThan(500_000)
  await fastForward()
  await become(id, (delivery) => delivery.attemptCount === 2)
  await fastForward()
  const delivery = await done(id)
  expect(delivery).toMatchObject({ status: 'succeeded', attemptCount: 3, lastStatus: 200, nextAttemptAt: null })
  expect(delivery).not.toHaveProperty('error')
  const answer = { durationMs: expect.any(Number), startedAt: expect.stringMatching(/Z$/), body: 'é answered' }
  const failed = { error: 'status', errorMessage: expect.any(String) }
  expect(delivery.attempts).toEqual(
    [{ status: 500, ...failed }, { status: 500, ...failed }, { status: 200 }].map((attempt, index) => ({
      ...{ ...answer, ...attempt, number: index + 1 },
      headers: expect.arrayContaining([{ name: 'x-id', value: 'r 1' }]),
    })),
  )
  const [got] = receiver.received
  expect(delivery.request).toEqual({
    method: 'POST',
    url: `${receiver.url}/a?n=%C3%A9%221`,
    headers: [
      { name: 'content-type', value: 'application/json' },
      { name: 'X-Brand', value: 'b' },
      { name: 'Authorization', value: '••••••', secret: true },
      { name: 'user-agent', value: got?.headers['user-agent'] },
      { name: 'webhook-id', value: delivery.messageId },
    ],
    body: got?.body,
  })
  expect(got?.headers).toMatchObject({ authorization: 'Bearer s3cret', 'webhook-id': delivery.messageId })
  expect(JSON.stringify(delivery)).not.toContain('s3cret')
})

test('the bytes of an answer that is no text are shown in base64', async () => {
  const bytes = Buffer.from([0xff, 0xfe, 0, 1])
  const { sql } = app.hookline.services.database
  await makeWebhook(app, { eventType: 'binary', request: { urls: [`${receiver.url}/b`] } })
  const { id } = await done(await cause({ type: 'binary' }))
  const uuid = id.slice(4)
  await sql`UPDATE deliveries SET attempt_body = ${bytes} WHERE id = ${uuid}::uuid`
  expect((await read(id)).attempts).toMatchObject([{ body: bytes.toString('base64'), bodyEncoding: 'base64' }])
  await sql`UPDATE deliveries SET attempt_body = ${Buffer.from('ab€').subarray(0, 4)}, attempt_body_truncated = true WHERE id = ${uuid}::uuid`
  expect((await read(id)).attempts[0]).toMatchObject({ body: 'ab', bodyTruncated: true })
  await sql`UPDATE deliveries SET attempt_body = ${Buffer.from('\ufeff\u0000')} WHERE id = ${uuid}::uuid`
  expect((await read(id)).attempts[0]?.body).toBe('\ufeff\u0000')
})

test('stored bytes are resent under the same message id, or under a new one if asked', async () => {
  const secret = { name: 'X-Key', value: 'k', secret: true }
  await makeWebhook(app, {
    eventType: 'stored',
    request: { method: 'PUT', urls: [`${receiver.url}/s`], headers: [secret] },
    secret: 'generate',
  })
  const original = await done(await cause({ type: 'stored', data: { level: 5 } }))
  const resent = await app.api('POST', `/v1/deliveries/${original.id}/resend`, {})
  expect(resent.status).toBe(201)
  expect(resent.json).toMatchObject({ messageId: original.messageId, resentFrom: original.id, eventId: original.eventId })
  expect(resent.json.id).not.toBe(original.id)
  const again = await done(resent.json.id)
  expect(again).toMatchObject({ status: 'succeeded', request: original.request, source: original.source, endpointId: original.endpointId })
  const [first, second] = receiver.received
  expect(second).toMatchObject({ method: 'PUT', body: first?.body })
  expect(second?.headers).toMatchObject({
    'webhook-id': original.messageId,
    'x-key': 'k',
    'webhook-signature': expect.stringMatching(/^v1,/),
  })

  const renamed = await app.ok('POST', `/v1/deliveries/${original.id}/resend`, { render: 'stored', newMessage: true })
  await done(renamed.id)
  expect(renamed.messageId).not.toBe(original.messageId)
  expect(receiver.received[2]).toMatchObject({ body: first?.body, headers: { 'webhook-id': renamed.messageId } })

  const found = async (q: string) => (await app.ok('GET', `/v1/deliveries?q=${q}`)).items.map((item: Delivery) => item.id)
  expect(await found(original.messageId)).toEqual([again.id, original.id])
  expect(await found(original.eventId)).toEqual([renamed.id, again.id, original.id])
  expect((await app.ok('GET', `/v1/events/${original.eventId}`)).deliveries).toHaveLength(3)
  const audit = (await app.ok('GET', '/v1/audit')).items.filter((entry: { action: string }) => entry.action === 'delivery.resend')
  expect(audit).toMatchObject([
    { target: { id: renamed.id } },
    { target: { id: again.id }, detail: { resentFrom: original.id, render: 'stored' } },
  ])
})

test('rendered again, the stored event meets the present definition and state, as a new message', async () => {
  const request = (body: string) => ({ urls: [`${receiver.url}/r`], body })
  const webhookId = await makeWebhook(app, { eventType: 'again', request: request('{"l":{{event.level}},"n":"{{state.name}}"}') })
  const original = await done(await cause({ type: 'again', userId: 'u-again', data: { level: 5 }, state: { name: 'then' } }))
  await app.ok('PATCH', '/v1/users/u-again', { state: { name: 'now' } })
  await app.ok('PATCH', `/v1/webhooks/${webhookId}`, {
    request: request('{"level":{{event.level}},"name":"{{state.name}}","id":"{{delivery.id}}"}'),
  })
  const made = await app.ok('POST', `/v1/deliveries/${original.id}/resend`, { render: 'again' })
  const again = await done(made.id)
  expect(again).toMatchObject({ status: 'succeeded', resentFrom: original.id, eventId: original.eventId })
  expect(again.messageId).not.toBe(original.messageId)
  expect(JSON.parse(again.request.body ?? '')).toEqual({ level: 5, name: 'now', id: again.id })
  expect(receiver.received[1]).toMatchObject({ body: again.request.body, headers: { 'webhook-id': again.messageId } })

  await app.ok('PATCH', `/v1/webhooks/${webhookId}`, { request: { urls: [`${receiver.url}/moved`], body: null } })
  const moved = await app.api('POST', `/v1/deliveries/${original.id}/resend`, { render: 'again' })
  expect([moved.status, moved.json.detail]).toEqual([409, expect.stringContaining('"render": "stored"')])
  expect(await done((await app.ok('POST', `/v1/deliveries/${original.id}/resend`, {})).id)).toMatchObject({ status: 'succeeded' })
  await app.api('DELETE', `/v1/webhooks/${webhookId}`)
  for (const render of ['stored', 'again']) {
    const gone = await app.api('POST', `/v1/deliveries/${original.id}/resend`, { render })
    expect([gone.status, gone.json.detail]).toEqual([409, expect.stringContaining('deleted')])
  }
})

test('an automation renders again by the same block of its published version, paused or not', async () => {
  const graph = (body: string) => ({
    nodes: [
      { id: 't', type: 'trigger', position: { x: 0, y: 0 }, config: { eventType: 'ruled' } },
      { id: 'w', type: 'webhook', position: { x: 260, y: 0 }, config: { request: { urls: [`${receiver.url}/w`], body } } },
    ],
    edges: [{ from: 't', to: 'w' }],
  })
  const { id } = await app.ok('POST', '/v1/automations', { kind: 'rule', name: 'Ruled', draft: graph('{"v":1}') })
  await app.ok('POST', `/v1/automations/${id}/publish`, {})
  const original = await done(await cause({ type: 'ruled' }))
  expect(original).toMatchObject({
    source: { kind: 'automation', id, name: 'Ruled', nodeId: 'w', version: 1 },
    request: { body: '{"v":1}' },
  })
  expect((await app.ok('GET', `/v1/events/${original.eventId}`)).matches).toEqual([{ kind: 'automation', id, name: 'Ruled', version: 1 }])
  await app.ok('PATCH', `/v1/automations/${id}`, { draft: graph('{"v":2}') })
  await app.ok('POST', `/v1/automations/${id}/publish`, {})
  await app.ok('POST', `/v1/automations/${id}/pause`, {})
  const again = await done((await app.ok('POST', `/v1/deliveries/${original.id}/resend`, { render: 'again' })).id)
  expect(again).toMatchObject({ status: 'succeeded', source: { version: 2, nodeId: 'w' }, request: { body: '{"v":2}' } })
})

test('a resend is held where its webhook is inactive or the master switch is off, and sent afterwards', async () => {
  const webhookId = await makeWebhook(app, { eventType: 'held', request: { urls: [`${receiver.url}/h`] } })
  const original = await done(await cause({ type: 'held' }))
  await app.ok('PATCH', `/v1/webhooks/${webhookId}`, { status: 'inactive' })
  const resent = await app.ok('POST', `/v1/deliveries/${original.id}/resend`, { render: 'again' })
  expect(resent).toMatchObject({ status: 'held', heldReason: 'webhook-inactive', nextAttemptAt: null })
  await app.ok('PATCH', `/v1/webhooks/${webhookId}`, { status: 'active' })
  expect(await done(resent.id)).toMatchObject({ status: 'succeeded' })
  await app.ok('PATCH', '/v1/settings', { webhooksEnabled: false })
  const second = await app.ok('POST', `/v1/deliveries/${original.id}/resend`, {})
  expect(second).toMatchObject({ status: 'held', heldReason: 'switch-off' })
  expect((await app.ok('GET', '/v1/deliveries?status=held')).items).toMatchObject([{ id: second.id }])
  await app.ok('PATCH', '/v1/settings', { webhooksEnabled: true })
  expect(await done(second.id)).toMatchObject({ status: 'succeeded' })
})

test('an owed delivery is not resent but can be cancelled, once', async () => {
  await makeWebhook(app, { eventType: 'owed', request: { urls: [`${receiver.url}/o`] }, policy: { retry: { delaysSeconds: [600] } } })
  answers = [503]
  const id = await cause({ type: 'owed' })
  await become(id, (delivery) => delivery.attemptCount === 1)
  const early = await app.api('POST', `/v1/deliveries/${id}/resend`, {})
  expect([early.status, early.json.detail]).toEqual([409, expect.stringContaining('cancel')])
  const cancelled = await app.api('POST', `/v1/deliveries/${id}/cancel`)
  expect([cancelled.status, cancelled.json]).toMatchObject([200, { id, status: 'cancelled', attemptCount: 1, nextAttemptAt: null }])
  await fastForward()
  expect((await app.api('POST', `/v1/deliveries/${id}/cancel`)).status).toBe(409)
  expect(receiver.received).toHaveLength(1)
  const audit = (await app.ok('GET', '/v1/audit')).items.filter((entry: { action: string }) => entry.action === 'delivery.cancel')
  expect(audit).toMatchObject([{ target: { kind: 'delivery', id } }])
  expect(await done((await app.ok('POST', `/v1/deliveries/${id}/resend`, {})).id)).toMatchObject({ status: 'succeeded' })
})

test('one that is under way when it is cancelled stays cancelled, whatever comes back', async () => {
  const { promise: held, resolve: answerNow } = Promise.withResolvers<void>()
  const slow = await startReceiver(async () => {
    await held
    return { status: 200 }
  })
  await makeWebhook(app, { eventType: 'underway', request: { urls: [slow.url] } })
  const id = await cause({ type: 'underway' })
  await slow.waitFor(1)
  expect(await read(id)).toMatchObject({ status: 'pending', nextAttemptAt: null, attempts: [] })
  expect(await app.ok('POST', `/v1/deliveries/${id}/cancel`)).toMatchObject({ status: 'cancelled' })
  answerNow()
  await eventually(() => app.hookline.services.deliver?.memory.count === 0)
  expect(await read(id)).toMatchObject({ status: 'cancelled', attempts: [] })
  await slow.close()
})

test('a delivery whose retries are spent is undelivered, with the reason', async () => {
  await makeWebhook(app, { eventType: 'spent', request: { urls: [`${receiver.url}/u`] }, policy: { retry: { delaysSeconds: [600] } } })
  answers = [500, 429]
  const id = await cause({ type: 'spent' })
  await become(id, (delivery) => delivery.attemptCount === 1)
  await fastForward()
  expect(await done(id)).toMatchObject({
    status: 'undelivered',
    error: 'status',
    errorMessage: expect.any(String),
    attemptCount: 2,
    lastStatus: 429,
  })
})

test('what cannot be rendered or sent is undelivered at once, and rendering again mends it', async () => {
  const { sql } = app.hookline.services.database
  const body = '[{{#each event.items}}{{this}}{{/each}}]'
  const webhookId = await makeWebhook(app, { eventType: 'broken', request: { urls: [`${receiver.url}/x`], body } })
  const id = await cause({ type: 'broken', data: { items: ['two', 'items'] } })
  const broken = await read(id)
  expect(broken).toMatchObject({ status: 'undelivered', error: 'invalid-body', attemptCount: 0, attempts: [], request: { body: null } })
  const stored = await app.api('POST', `/v1/deliveries/${id}/resend`, { render: 'stored' })
  expect([stored.status, stored.json.detail]).toEqual([409, expect.stringContaining('"render": "again"')])
  expect(await app.ok('POST', `/v1/deliveries/${id}/resend`, { render: 'again' })).toMatchObject({
    status: 'undelivered',
    error: 'invalid-body',
    resentFrom: id,
  })
  await app.ok('PATCH', `/v1/webhooks/${webhookId}`, { request: { urls: [`${receiver.url}/x`], body: '{"n":1}' } })
  expect(await done((await app.ok('POST', `/v1/deliveries/${id}/resend`, { render: 'again' })).id)).toMatchObject({ status: 'succeeded' })

  // A private address is refused where it is entered; one that turns private later is refused when it is called.
  const request = { method: 'POST', urls: ['http://10.0.0.7/'], contentType: 'application/json', headers: [], body: null }
  await sql`UPDATE endpoints SET url = ${'http://10.0.0.7/'} WHERE url = ${`${receiver.url}/x`}`
  await sql`UPDATE webhooks SET request = ${JSON.stringify(request)}::json WHERE event_types = '{broken}'`
  await app.ok('PATCH', `/v1/webhooks/${webhookId}`, { description: 'another generation' })
  expect(await done(await cause({ type: 'broken' }))).toMatchObject({
    status: 'undelivered',
    error: 'blocked-address',
    nextAttemptAt: null,
  })
})

test('a resend that cannot be is refused and says why', async () => {
  const id = `dlv_${'0'.repeat(32)}`
  expect((await app.api('POST', `/v1/deliveries/${id}/resend`, {})).status).toBe(404)
  expect((await app.api('POST', `/v1/deliveries/${id}/cancel`)).status).toBe(404)
  expect((await app.api('POST', '/v1/deliveries/x/resend', {})).status).toBe(404)
  const bad = await app.api('POST', `/v1/deliveries/${id}/resend`, { render: 'never', twice: true })
  expect(bad.json).toMatchObject({ status: 422, errors: [{ path: 'render' }, { path: 'twice', code: 'field.unknown' }] })
})
