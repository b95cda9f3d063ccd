import { beforeEach, expect, test } from 'vitest'
import { eventually } from '../testing/hookline.ts'
import type { Answer } from '../testing/receiver.ts'
import { useHookline, useReceiver } from '../testing/use.ts'
import { makeWebhook } from '../testing/webhook.ts'

let aheadMs = 0
let answer: Answer = {}
let seen = 0

const receiver = await useReceiver(() => answer)
const app = await useHookline({ overrides: { clock: { now: () => Date.now() + aheadMs, monotonic: () => performance.now() } } })

beforeEach(() => {
  answer = {}
  seen = receiver.received.length
})

const sql = () => app.hookline.services.database.sql
const came = () => receiver.received.length - seen
const send = (type: string, count = 1) =>
  app.ok('POST', '/v1/events', { events: Array.from({ length: count }, (_, n) => ({ type, userId: `u-${n}` })) })
const look = () => app.hookline.services.health.wake()

async function statuses(eventType: string): Promise<Record<string, number>> {
  const { items } = await app.ok('GET', `/v1/deliveries?eventType=${eventType}&limit=500`)
  const counts: Record<string, number> = {}
  for (const { status, heldReason } of items) {
    const key = heldReason ? `${status} ${heldReason}` : status
    counts[key] = (counts[key] ?? 0) + 1
  }
  return counts
}

async function endpointOf(
  path: string,
): Promise<{ id: string; stop: { breaker: string; paused: { reason: string; by: string | null } | null } }> {
  return (await app.ok('GET', `/v1/endpoints?q=${path}`)).items[0]
}

const patienceMs = 20_000
const until = (path: string, breaker: string) =>
  eventually(async () => {
    look()
    await app.hookline.services.health.refresh()
    return (await endpointOf(path)).stop.breaker === breaker
  }, patienceMs)

test('an endpoint that mostly fails is left alone, tried one call at a time, and drains when it answers again; nothing is lost', {
  timeout: 120_000,
}, async () => {
  answer = { status: 503 }
  await makeWebhook(app, {
    eventType: 'flaky',
    request: { urls: [`${receiver.url}/flaky`] },
    policy: { retry: { delaysSeconds: [600, 600] } },
  })
  await send('flaky', 10)
  await eventually(() => came() === 10, patienceMs)
  await until('/flaky', 'open')
  await eventually(async () => (await statuses('flaky'))['held breaker-open'] === 10, patienceMs)
  await send('flaky', 30)
  await eventually(async () => (await statuses('flaky'))['held breaker-open'] === 40, patienceMs)
  expect(came()).toBe(10)

  aheadMs += 30_000
  await until('/flaky', 'open')
  await eventually(() => {
    look()
    return came() === 11
  }, patienceMs)
  await until('/flaky', 'open')
  await eventually(async () => (await statuses('flaky'))['held breaker-open'] === 40, patienceMs)

  answer = { status: 200 }
  aheadMs += 59_000
  look()
  await app.hookline.services.health.refresh()
  expect(came()).toBe(11)
  aheadMs += 2000
  await eventually(async () => {
    look()
    return (await endpointOf('/flaky')).stop.breaker !== 'open' && came() >= 14
  }, patienceMs)
  await until('/flaky', 'draining')
  for (let second = 0; second < 8; second++) {
    aheadMs += 1000
    look()
    await app.hookline.services.health.refresh()
  }
  await until('/flaky', 'closed')
  await eventually(async () => (await statuses('flaky')).succeeded === 40, patienceMs)
  const attempts = await sql()<{ attempts: number }[]>`SELECT DISTINCT attempts FROM deliveries WHERE event_type = 'flaky' ORDER BY 1`
  expect(attempts.map((row) => row.attempts)).toEqual([1, 2, 3])
})

test('whoever can read that an endpoint is left alone can read since when it fails', async () => {
  await sql().unsafe(`
    CREATE TABLE seen_states (phase text, failing_since timestamptz);
    CREATE FUNCTION see_state() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN INSERT INTO seen_states VALUES (new.phase, new.failing_since); RETURN NULL; END $$;
    CREATE TRIGGER see_state AFTER INSERT OR UPDATE ON endpoint_states FOR EACH ROW EXECUTE FUNCTION see_state()`)
  answer = { status: 503 }
  const request = { urls: [`${receiver.url}/since`] }
  await makeWebhook(app, { eventType: 'since', request, policy: { retry: { delaysSeconds: [600] } } })
  await send('since', 10)
  // All have failed before the next look: it finds both at once.
  await eventually(async () => {
    const { items } = await app.ok('GET', '/v1/deliveries?eventType=since')
    return items.length === 10 && items.every(({ attemptCount }: { attemptCount: number }) => attemptCount === 1)
  }, patienceMs)
  await until('/since', 'open')
  await sql()`DROP TRIGGER see_state ON endpoint_states`
  const seen = await sql()<{ isKnown: boolean }[]>`
    SELECT DISTINCT failing_since IS NOT NULL AS "isKnown" FROM seen_states WHERE phase = 'open'`
  expect(seen.map(({ isKnown }) => isKnown)).toEqual([true])
})

test('answers that touch their delivery alone never open a breaker', async () => {
  answer = { status: 500 }
  await makeWebhook(app, { eventType: 'wrong', request: { urls: [`${receiver.url}/wrong`] }, policy: { retry: { preset: 'none' } } })
  await send('wrong', 30)
  await eventually(async () => (await statuses('wrong')).undelivered === 30)
  look()
  await app.hookline.services.health.refresh()
  expect((await endpointOf('/wrong')).stop.breaker).toBe('closed')
})

test('410 ends the delivery and pauses the endpoint, which is an event of its own; what comes meanwhile is sent when it is resumed', async () => {
  answer = { status: 410 }
  await makeWebhook(app, { eventType: 'gone', request: { urls: [`${receiver.url}/gone`] } })
  await send('gone')
  await eventually(async () => (await endpointOf('/gone')).stop.paused !== null)
  const endpoint = await endpointOf('/gone')
  expect(endpoint.stop.paused).toMatchObject({ reason: 'gone', by: null })
  expect(await statuses('gone')).toEqual({ undelivered: 1 })
  const { needsAttention } = await app.ok('GET', '/v1/stats')
  expect(needsAttention).toContainEqual(expect.objectContaining({ kind: 'paused', href: `/deliveries?endpointId=${endpoint.id}` }))
  await eventually(async () => (await app.ok('GET', '/v1/events?type=hookline.endpoint_paused')).items.length > 0)
  const [raised] = (await app.ok('GET', '/v1/events?type=hookline.endpoint_paused')).items
  expect(raised).toMatchObject({ userId: 'hookline', data: { endpointId: endpoint.id, reason: 'gone' } })

  answer = {}
  await send('gone', 3)
  await eventually(async () => (await statuses('gone'))['held endpoint-paused'] === 3)
  expect(await app.ok('POST', `/v1/endpoints/${endpoint.id}/resume`, {})).toMatchObject({ paused: null, breaker: 'draining' })
  await eventually(async () => {
    look()
    aheadMs += 500
    return (await statuses('gone')).succeeded === 3
  })
  expect((await app.api('POST', `/v1/endpoints/${endpoint.id}/resume`, {})).status).toBe(409)
})

test('a pause by hand holds what is owed and what comes; what is dropped on return is cancelled', async () => {
  answer = { status: 500 }
  await makeWebhook(app, {
    eventType: 'byhand',
    request: { urls: [`${receiver.url}/byhand`] },
    policy: { retry: { delaysSeconds: [600] } },
  })
  await send('byhand')
  await eventually(async () => (await statuses('byhand')).pending === 1 && came() === 1)
  const { id } = await endpointOf('/byhand')
  expect((await app.ok('POST', `/v1/endpoints/${id}/pause`)).paused).toMatchObject({ reason: 'by-hand', by: expect.any(String) })
  expect((await app.api('POST', `/v1/endpoints/${id}/pause`)).status).toBe(409)
  await send('byhand', 2)
  await eventually(async () => (await statuses('byhand'))['held endpoint-paused'] === 3)
  await app.ok('POST', `/v1/endpoints/${id}/resume`, { held: 'drop' })
  await eventually(async () => (await statuses('byhand')).cancelled === 3)
  expect(came()).toBe(1)
  await send('byhand')
  await eventually(() => {
    look()
    aheadMs += 200
    return came() === 2
  })
})

test('a receiver that asks to be left alone gets no call of that endpoint before the time', async () => {
  answer = { status: 429, headers: { 'retry-after': '2' } }
  await makeWebhook(app, {
    eventType: 'busy',
    request: { urls: [`${receiver.url}/busy`] },
    policy: { retry: { delaysSeconds: [1, 1, 1] } },
  })
  await send('busy')
  await eventually(() => came() === 1)
  const askedAt = performance.now()
  answer = {}
  await send('busy', 3)
  await eventually(async () => (await statuses('busy')).succeeded === 4)
  expect(performance.now() - askedAt).toBeGreaterThan(1800)
})

test('webhook-delivery: abort-message ends the delivery, disable pauses the endpoint too', async () => {
  answer = { status: 500, headers: { 'webhook-delivery': 'abort-message' } }
  await makeWebhook(app, { eventType: 'asks', request: { urls: [`${receiver.url}/asks`] } })
  await send('asks')
  await eventually(async () => (await statuses('asks')).undelivered === 1)
  expect((await endpointOf('/asks')).stop.paused).toBeNull()
  answer = { status: 200, headers: { 'webhook-delivery': 'disable' } }
  await send('asks')
  await eventually(async () => (await endpointOf('/asks')).stop.paused?.reason === 'asked')
  expect(await statuses('asks')).toEqual({ undelivered: 1, succeeded: 1 })
})

test('an endpoint without a success for five days is paused, once', async () => {
  answer = { status: 500 }
  await makeWebhook(app, { eventType: 'dead', request: { urls: [`${receiver.url}/dead`] }, policy: { retry: { preset: 'none' } } })
  await send('dead')
  await eventually(async () => {
    look()
    const [row] =
      await sql()`SELECT FROM endpoint_states AS s JOIN endpoints AS e ON e.id = s.endpoint_id WHERE url LIKE '%/dead' AND failing_since IS NOT NULL`
    return row !== undefined
  })
  aheadMs += 5 * 86_400_000 + 1000
  await eventually(async () => {
    look()
    return (await endpointOf('/dead')).stop.paused?.reason === 'no-success'
  })
})

test('an undelivered delivery is an event of its user, and what that event causes raises none', async () => {
  answer = { status: 500 }
  const none = { retry: { preset: 'none' } } as const
  await makeWebhook(app, { eventType: 'lost', request: { urls: [`${receiver.url}/lost`] }, policy: none })
  await makeWebhook(app, { eventType: 'hookline.delivery_undelivered', request: { urls: [`${receiver.url}/told`] }, policy: none })
  await makeWebhook(app, { eventType: '*', request: { urls: [`${receiver.url}/every`] }, policy: none })
  await send('lost')
  await eventually(() => receiver.received.some(({ url }) => url === '/told'))
  await eventually(async () => (await statuses('hookline.delivery_undelivered')).undelivered === 2)
  const { items } = await app.ok('GET', '/v1/events?type=hookline.delivery_undelivered')
  const mine = items.filter(({ data }: { data: { eventType: string } }) => data.eventType === 'lost')
  expect(mine).toHaveLength(2)
  expect(mine[0]).toMatchObject({ userId: 'u-0', data: { error: 'status', status: 500, attempts: 1 } })
  expect(items.filter(({ data }: { data: { eventType: string } }) => data.eventType.startsWith('hookline.'))).toEqual([])
  expect(receiver.received.filter(({ url, body }) => url === '/every' && body.includes('hookline.'))).toEqual([])
})

test('a rate holds for an endpoint alone', async () => {
  await makeWebhook(app, { eventType: 'paced', request: { urls: [`${receiver.url}/paced`] }, policy: { ratePerSecond: 5 } })
  await makeWebhook(app, { eventType: 'paced', request: { urls: [`${receiver.url}/free`] } })
  await send('paced', 10)
  await eventually(() => receiver.received.filter(({ url }) => url === '/free').length === 10)
  const paced = () => receiver.received.filter(({ url }) => url === '/paced').length
  expect(paced()).toBeLessThan(5)
  const since = performance.now()
  await eventually(() => paced() === 10)
  expect(performance.now() - since).toBeGreaterThan(800)
})
