import { type ClientRequest, type IncomingMessage, request } from 'node:http'
import { pino } from 'pino'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { createIngest, type Ingest, type IngestOptions, waitingBytesMax } from '../../pipeline/ingest.ts'
import { eventually, startTestHookline, testKey } from '../../testing/hookline.ts'

const mebibyte = 1024 * 1024
const fullAt = waitingBytesMax / mebibyte
const app = await startTestHookline()
const { services } = app.hookline
const real = services.ingest
afterAll(() => app.stop())
beforeEach(() => {
  services.ingest = real
})

/** An ingest of its own, whose batches end as they are told to. */
function ingestOf(settle: IngestOptions['decide']['settle']): Ingest {
  const stageLog = { step: () => undefined, stop: () => undefined }
  services.ingest = createIngest({ decide: { settle }, clock: services.clock, log: pino({ level: 'silent' }), stageLog })
  return services.ingest
}

const event = (id: string) => ({ id, type: 'user_login', userId: 'u-1' })
const send = (id: string) => app.api('POST', '/v1/events', event(id))
const refusal = ({ status, headers, json }: Awaited<ReturnType<typeof send>>) => ({
  ...{ status, type: headers.get('content-type'), retryAfter: headers.get('retry-after'), title: json.title },
})

async function storedIds(...ids: string[]): Promise<string[]> {
  const rows = await services.database.sql<{ id: string }[]>`SELECT id FROM events WHERE id = ANY (${ids}) ORDER BY id`
  return rows.map((row) => row.id)
}

/** A call that says how long its body will be, and sends none of it. */
function announce(headers: Record<string, string>): { req: ClientRequest; answered: Promise<IncomingMessage> } {
  const all = { authorization: `Bearer ${testKey}`, 'content-type': 'application/json', ...headers }
  const req = request(`${app.url}/v1/events`, { method: 'POST', agent: false, headers: all })
  const answered = new Promise<IncomingMessage>((resolve, reject) => req.on('response', resolve).on('error', reject))
  answered.catch(() => undefined)
  req.flushHeaders()
  return { req, answered }
}

test('calls without room are told to come back before their body is read, and calls that go away leave room', async () => {
  const announced = Array.from({ length: fullAt }, (_, index) =>
    announce(index % 2 === 0 ? { 'content-length': String(mebibyte) } : { 'transfer-encoding': 'chunked' }),
  )
  await eventually(() => real?.waiting().bytes === waitingBytesMax)
  const late = announce({ 'content-length': '10' })
  const { statusCode, headers } = await late.answered
  expect([statusCode, headers['content-type'], headers['retry-after']]).toEqual([429, 'application/problem+json', '1'])
  late.req.destroy()
  expect(refusal(await send('no-room'))).toMatchObject({ status: 429, retryAfter: '1' })
  for (const { req } of announced) req.destroy()
  await eventually(() => real?.waiting().bytes === 0)
  expect((await send('room-again')).status).toBe(202)
  expect(await storedIds('no-room', 'room-again')).toEqual(['room-again'])
  expect(real?.waiting()).toEqual({ events: 0, bytes: 0 })
})

test('while nothing can be stored, what waits stays within its bound, and more is 429', async () => {
  let go: () => void = () => undefined
  const gate = new Promise<void>((resolve) => {
    go = resolve
  })
  const ingest = ingestOf(async (requests) => {
    await gate
    return requests.map(({ events }) => ({ kind: 'stored', duplicates: events.map(() => false) }))
  })
  const large = { events: [{ ...event('large'), data: { text: 'x'.repeat(mebibyte - 200) } }] }
  const waiting = Array.from({ length: fullAt }, () => app.api('POST', '/v1/events', large))
  await eventually(() => ingest.waiting().bytes > waitingBytesMax - mebibyte)
  await eventually(async () => (await app.api('POST', '/v1/events', large)).status === 429)
  expect(ingest.waiting().bytes).toBeLessThanOrEqual(waitingBytesMax)
  expect(refusal(await app.api('POST', '/v1/events', large))).toEqual({
    ...{ status: 429, type: 'application/problem+json', retryAfter: '1', title: 'Too many requests' },
  })
  go()
  expect(new Set((await Promise.all(waiting)).map(({ status }) => status))).toEqual(new Set([202]))
  expect(ingest.waiting()).toEqual({ events: 0, bytes: 0 })
})

test('when the database goes away calls are 503 with Retry-After, and nothing of them is stored', async () => {
  const ingest = ingestOf(() => Promise.reject(Object.assign(new Error('write CONNECTION_ENDED'), { code: 'CONNECTION_ENDED' })))
  const answers = await Promise.all(['away-1', 'away-2', 'away-3'].map(send))
  for (const answer of answers)
    expect(refusal(answer)).toEqual({ status: 503, type: 'application/problem+json', retryAfter: '2', title: 'Not available' })
  expect(ingest.waiting()).toEqual({ events: 0, bytes: 0 })
  expect(await storedIds('away-1', 'away-2', 'away-3')).toEqual([])
})

test('refused calls leave their room: no key, no JSON, too large, a bad event', async () => {
  const raw = (text: string | Uint8Array) => app.api('POST', '/v1/events', undefined, { raw: text })
  expect((await app.api('POST', '/v1/events', event('x'), { key: null })).status).toBe(401)
  expect((await raw('{"type"')).status).toBe(400)
  expect((await raw(new Uint8Array(mebibyte + 1))).status).toBe(413)
  expect((await app.api('POST', '/v1/events', { type: 'a/b', userId: ' ' })).json.errors).toMatchObject([
    { path: 'type' },
    { path: 'userId' },
  ])
  expect(real?.waiting()).toEqual({ events: 0, bytes: 0 })
})

test('a patch of more than 64 KiB of state is refused at the door, each by its index', async () => {
  const state = (bytes: number) => ({ text: 'x'.repeat(bytes - '{"text":""}'.length) })
  const events = [1, 64 * 1024, 64 * 1024 + 1].map((bytes, index) => ({ ...event(`patch-${index}`), state: state(Math.max(bytes, 20)) }))
  const answer = await app.api('POST', '/v1/events', { events })
  expect([answer.status, answer.json.errors]).toMatchObject([422, [{ path: 'events.2.state', code: 'state.patch-too-large' }]])
  expect((await app.api('POST', '/v1/events', events[2])).json.errors).toMatchObject([{ path: 'state' }])
  expect(await storedIds('patch-0', 'patch-1', 'patch-2')).toEqual([])
  expect((await app.api('POST', '/v1/events', { events: events.slice(0, 2) })).status).toBe(202)
})

test('a number that would be changed is named by its event and field', async () => {
  const answer = await app.api('POST', '/v1/events', undefined, {
    raw: '{"events":[{"type":"a","userId":"u"},{"type":"a","userId":"u","data":{"n":9007199254740993}}]}',
  })
  expect([answer.status, answer.json.errors]).toMatchObject([422, [{ path: 'events.1.data.n', code: 'number.not-exact' }]])
})

test('an event that would make its user’s state larger than 1 MiB is refused by its index, and its call alone', async () => {
  const patch = (name: string, bytes: number) => ({ type: 'grown', userId: 'u-grown', state: { [name]: 'é'.repeat(bytes / 2) } })
  for (let n = 0; n < 16; n++) await app.ok('POST', '/v1/events', patch(`k${n}`, 65_000))
  const calls = [
    {
      events: [
        { ...patch('more', 4000), id: 'fits' },
        { ...patch('k16', 20_000), id: 'too-large' },
      ],
    },
    ...Array.from({ length: 5 }, (_, n) => ({ type: 'grown', userId: `u-beside-${n}` })),
    { ...patch('small', 100), id: 'small' },
  ]
  const [refused, ...others] = await Promise.all(calls.map((call) => app.api('POST', '/v1/events', call)))
  expect([refused?.status, refused?.json.errors]).toMatchObject([422, [{ path: 'events.1.state', code: 'state.too-large' }]])
  expect(others.map(({ status }) => status)).toEqual([202, 202, 202, 202, 202, 202])
  expect((await app.api('GET', '/v1/events/fits')).status).toBe(404)
  const state = async () => Object.keys((await app.ok('GET', '/v1/users/u-grown')).state)
  expect(await state()).toEqual([...Array.from({ length: 16 }, (_, n) => `k${n}`), 'small'])

  expect((await app.api('POST', '/v1/events', patch('k16', 20_000))).json.errors).toMatchObject([{ path: 'state' }])
  const { k16 } = patch('k16', 20_000).state
  await app.ok('POST', '/v1/events', { type: 'grown', userId: 'u-grown', state: { k0: null, k16 } })
  expect(await state()).not.toContain('k0')
})
