import type { EventRecord } from '@hookline/schema'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { eventually } from '../../testing/hookline.ts'
import { useHookline, useReceiver } from '../../testing/use.ts'
import { makeWebhook } from '../../testing/webhook.ts'

const receiver = await useReceiver()
const app = await useHookline()

const pathOf = (id: string) => `/v1/events/${encodeURIComponent(id)}`

test('an event shows what acted on it, and its deliveries until they are done', async () => {
  const whk = await makeWebhook(app, { name: 'Both', eventType: 'caused', request: { urls: [`${receiver.url}/1`, `${receiver.url}/2`] } })
  await makeWebhook(app, {
    ...{ eventType: 'caused', request: { urls: [`${receiver.url}/never`] } },
    condition: { combinator: 'and', rules: [{ field: 'event.level', operator: '>', value: 9 }] },
  })
  await app.ok('POST', '/v1/events', { id: 'c-1', type: 'caused', userId: 'u-c', data: { level: 1 }, state: { brand: 'x' } })
  await app.ok('POST', '/v1/events', { id: 'c-2', type: 'caused', userId: 'u-c' })
  const event = await eventually(async () => {
    const found = await app.ok('GET', pathOf('c-1'))
    return found.deliveries.every((delivery: { status: string }) => delivery.status === 'succeeded') ? found : null
  })
  expect(event).toMatchObject({
    id: 'c-1',
    type: 'caused',
    userId: 'u-c',
    campaignId: null,
    data: { level: 1 },
    state: { brand: 'x' },
    runs: [],
  })
  expect(event.occurredAt).toBe(event.receivedAt)
  expect(event.matches).toEqual([{ kind: 'webhook', id: whk, name: 'Both', version: null }])
  expect(event.deliveries.map((delivery: { url: string }) => delivery.url).sort()).toEqual([`${receiver.url}/1`, `${receiver.url}/2`])
  expect((await app.api('GET', pathOf('c-3'))).status).toBe(404)
})

test('events are listed newest first by each filter, page by page', async () => {
  const from = new Date().toISOString()
  const events = Array.from({ length: 25 }, (_, n) => ({
    ...{ id: `l-${String(n).padStart(2, '0')}`, type: n % 2 ? 'odd' : 'even', userId: n < 5 ? 'u-early' : 'u-late' },
    ...(n % 5 === 0 && { campaignId: 'fifth' }),
  }))
  for (const event of events) await app.ok('POST', '/v1/events', event)
  const list = async (query: string) => (await app.ok('GET', `/v1/events?from=${from}&${query}`)).items.map((item: EventRecord) => item.id)
  const those = (keep: (event: (typeof events)[number]) => boolean) =>
    events
      .filter(keep)
      .map(({ id }) => id)
      .reverse()
  expect(await list('')).toEqual(those(() => true))
  expect(await list('type=odd')).toEqual(those(({ type }) => type === 'odd'))
  expect(await list('userId=u-early&type=')).toEqual(those(({ userId }) => userId === 'u-early'))
  expect(await list('campaignId=fifth')).toEqual(those((event) => 'campaignId' in event))
  expect(await list(`to=${from}`)).toEqual([])
  const paged: string[] = []
  for (let next = ''; ; ) {
    const page = await app.ok('GET', `/v1/events?from=${from}&limit=4${next}`)
    paged.push(...page.items.map((item: EventRecord) => item.id))
    if (page.nextCursor === null) break
    next = `&cursor=${page.nextCursor}`
  }
  expect(paged).toEqual(those(() => true))
  expect((await app.api('GET', '/v1/events?to=tomorrow')).json).toMatchObject({ status: 422, errors: [{ path: 'query.to' }] })
})

test('an event is found by any printable id, percent-encoded in the path', async () => {
  const id = fc.oneof(
    fc.constantFrom('a/b c', 'a%2Fb', '%', '%25', '100%', 'é%/', '?#[]@!$&()*+,;=', '🎯/ü', '//', 'a\\b', '"', 'evt_1', '+', '...'),
    fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 60 })
      .filter((text) => /^[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}]+$/u.test(text) && !['.', '..'].includes(text) && text.trim() !== ''),
  )
  await fc.assert(
    fc.asyncProperty(id, async (text) => {
      await app.ok('POST', '/v1/events', { id: text, type: 'named', userId: text })
      expect(await app.ok('GET', pathOf(text))).toMatchObject({ id: text, userId: text })
    }),
    { numRuns: 60 },
  )
})

test('whatever data and state an event brings is read back as it came', async () => {
  const text = fc.oneof(
    fc.string(),
    fc.string({ unit: 'binary' }),
    fc.constantFrom('\u0000', '\ud800', 'a\udfff\u0000b', '\u2028', '\\"', '{{state.x}}'),
  )
  const leaf = fc.oneof(text, fc.integer(), fc.boolean(), fc.constant(null), fc.constantFrom(0.1, 1.5e-7, 2 ** 53 - 1))
  const key = fc.oneof(text, fc.constantFrom('toString', '', '0', 'hasOwnProperty')).filter((name) => !forbidden.has(name))
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof({ maxDepth: 5 }, leaf, fc.array(tie('value'), { maxLength: 4 }), fc.dictionary(key, tie('value'), { maxKeys: 4 })),
  }))
  let number = 0
  const roundTrip = async (data: unknown) => {
    const id = `data-${number++}`
    await app.ok('POST', '/v1/events', { id, type: 'data', userId: 'u-data', data: { data }, state: { data } })
    const read = await app.ok('GET', pathOf(id))
    expect(read.data).toEqual({ data })
    expect(read.state).toEqual({ data })
    expect(JSON.stringify(read.data)).toBe(JSON.stringify({ data }))
  }
  await fc.assert(fc.asyncProperty(value, roundTrip), { numRuns: 100 })
  let deep: unknown = 'end'
  for (let level = 0; level < 61; level++) deep = level % 2 ? [deep] : { deep }
  await roundTrip(deep)
  await roundTrip('\ud83d\u0000x"'.repeat(4000))
})

const forbidden = new Set(['__proto__', 'constructor', 'prototype'])
