import { beforeEach, expect, test } from 'vitest'
import { eventually } from '../testing/hookline.ts'
import { useHookline, useReceiver } from '../testing/use.ts'
import { makeWebhook } from '../testing/webhook.ts'

const traceId = '4bf92f3577b34da6a3ce929d0e0e4736'
const traceparent = `00-${traceId}-00f067aa0ba902b7-01`
const tracestate = 'rojo=00f067aa0ba902b7 , congo=t61rcWkgMzE'

let answers: number[] = []
const receiver = await useReceiver(() => ({ status: answers.shift() ?? 200 }))
const app = await useHookline()
beforeEach(() => {
  answers = []
  receiver.received.length = 0
})

const post = (body: unknown, headers: Record<string, string>) => app.api('POST', '/v1/events', body, { headers })
const ofTrace = new RegExp(`^00-${traceId}-[0-9a-f]{16}-01$`)

test('the calls that events cause carry the trace of the request on, each attempt with a parent of its own', async () => {
  answers = [500]
  await makeWebhook(app, { eventType: 'traced', request: { urls: [receiver.url] }, policy: { retry: { delaysSeconds: [600] } } })
  const events = [1, 2].map((n) => ({ type: 'traced', userId: `u-${n}` }))
  expect((await post({ events }, { traceparent, tracestate })).status).toBe(202)
  await receiver.waitFor(2)
  const { sql } = app.hookline.services.database
  // Retries are read from the database, as another process would.
  await eventually(async () => (await sql`UPDATE queue SET due_at = now() WHERE due_at > now() AND due_at < 'infinity'`).count === 1)
  const calls = await receiver.waitFor(3)
  const parents = calls.map(({ headers }) => String(headers.traceparent))
  for (const parent of parents) expect(parent).toMatch(ofTrace)
  expect(new Set([...parents, traceparent]).size).toBe(4)
  expect(calls.map(({ headers }) => headers.tracestate)).toEqual([tracestate, tracestate, tracestate])

  const { items } = await app.ok('GET', '/v1/deliveries?eventType=traced')
  const { request } = await app.ok('GET', `/v1/deliveries/${items[0].id}`)
  expect(request.headers).toContainEqual({ name: 'traceparent', value: traceparent })
})

test('a single event passes its trace on, and a resend of the stored bytes stays in it', async () => {
  await makeWebhook(app, { eventType: 'single', request: { urls: [receiver.url] } })
  const { ids } = (await post({ type: 'single', userId: 'u' }, { traceparent })).json
  await receiver.waitFor(1)
  const id = await eventually(async () => {
    const [delivery] = (await app.ok('GET', `/v1/events/${ids[0]}`)).deliveries
    return delivery?.status === 'succeeded' && delivery.id
  })
  await app.ok('POST', `/v1/deliveries/${id}/resend`, { render: 'stored' })
  const [first, second] = (await receiver.waitFor(2)).map(({ headers }) => headers)
  expect(first?.traceparent).toMatch(ofTrace)
  expect(second?.traceparent).toMatch(ofTrace)
  expect(second?.traceparent).not.toBe(first?.traceparent)
  expect(first).not.toHaveProperty('tracestate')
})

test.each<Record<string, string>>([
  {},
  { traceparent: 'nonsense', tracestate },
  { traceparent: `ff-${traceId}-00f067aa0ba902b7-01` },
  { tracestate },
])('a request with %j belongs to no trace, and its calls have no such header', async (headers) => {
  const eventType = `untraced ${Object.keys(headers).join(' ')} here`
  await makeWebhook(app, { eventType, request: { urls: [receiver.url] } })
  expect((await post({ type: eventType, userId: 'u' }, headers)).status).toBe(202)
  const [call] = await receiver.waitFor(1)
  expect(Object.keys(call?.headers ?? {}).filter((name) => name.startsWith('trace'))).toEqual([])
})

test('a traceparent of the webhook itself takes the place of the event’s, with a parent of its own', async () => {
  const own = traceId.replace('4', '5')
  await makeWebhook(app, {
    eventType: 'own',
    request: { urls: [receiver.url], headers: [{ name: 'Traceparent', value: '00-{{event.trace}}-00f067aa0ba902b7-00' }] },
  })
  await post({ type: 'own', userId: 'u', data: { trace: own } }, { traceparent, tracestate })
  const [call] = await receiver.waitFor(1)
  expect(call?.headers.traceparent).toMatch(new RegExp(`^00-${own}-[0-9a-f]{16}-00$`))
  expect(call?.headers.traceparent).not.toContain('00f067aa0ba902b7')
  expect(call?.headers).not.toHaveProperty('tracestate')
})
