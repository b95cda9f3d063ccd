import { expect, test } from 'vitest'
import { systemClock } from '../clock.ts'
import { newUuid, publicId, uuidOf } from '../ids.ts'
import { ruleOf } from '../testing/graphs.ts'
import { eventually } from '../testing/hookline.ts'
import { useHookline, useReceiver } from '../testing/use.ts'
import { makeWebhook } from '../testing/webhook.ts'
import { canBeBlind } from './blind.ts'
import type { IncomingEvent } from './incoming.ts'

const receiver = await useReceiver()
let laterMs = 0
const app = await useHookline({ overrides: { clock: { ...systemClock, now: () => Date.now() + laterMs } } })
const db = () => app.hookline.services.database.sql
const post = (event: object) => app.ok('POST', '/v1/events', event)
const eventOf = (given: Partial<IncomingEvent>): IncomingEvent => ({
  ...{ key: newUuid(Date.now()), id: 'made', idMade: true, type: 'unheard-of', userId: 'u', campaignId: null },
  ...{ occurredAt: '2026-11-22T10:00:00.000Z', occurredAtSent: null, data: {}, ...given },
})
const userOf = (userId: string) => app.api('GET', `/v1/users/${userId}`)

test('a batch is blind where nothing that it may set off, and none of its events, asks what is stored', async () => {
  await makeWebhook(app, { eventType: 'with-state', request: { urls: ['https://example.com/{{state.city}}'] } })
  const asking = { field: 'event.n', operator: '=', value: 'state.n', valueSource: 'field' as const }
  const condition = { combinator: 'and' as const, rules: [asking] }
  await makeWebhook(app, { eventType: 'compared', request: { urls: ['https://example.com/'], body: '{}' }, condition })
  await makeWebhook(app, { eventType: 'default-payload', request: { urls: ['https://example.com/'] } })
  await makeWebhook(app, { eventType: 'plain', request: { urls: ['https://example.com/{{user.id}}'], body: '{"n":{{event.n}}}' } })
  const once = { ...ruleOf('once', { request: { urls: ['https://example.com/'], body: '{}' } }) }
  Object.assign(once.nodes[0] ?? {}, { config: { eventType: 'once', reentry: 'oncePerUser' } })
  const { id } = await app.ok('POST', '/v1/automations', { kind: 'rule', name: 'Once', draft: once })
  await app.ok('POST', `/v1/automations/${id}/publish`, {})
  const live = await app.hookline.services.live.refresh()
  const ways = (events: Partial<IncomingEvent>[]) => canBeBlind(events.map(eventOf), live, '2026-11-22T10:00:00.000Z')
  const isBlind = (type: string) => ways([{ type }])
  expect(['plain', 'unheard-of'].map(isBlind)).toEqual([true, true])
  expect(['with-state', 'compared', 'default-payload', 'once'].map(isBlind)).toEqual([false, false, false, false])
  expect(ways([{ id: 'my-own', idMade: false }, {}])).toBe(true)
  expect(ways([{}, { state: { level: 1 } }])).toBe(false)
  expect(ways([{ id: publicId('evt', newUuid(Date.now())), idMade: false }])).toBe(false)
})

test('events that come again are duplicates, and what came with them is stored once, whether somebody looked for them or not', async () => {
  const url = `${receiver.url}/again`
  await makeWebhook(app, { eventType: 'again', request: { urls: [url], body: '{"of":"{{trigger.id}}"}' } })
  const events = (...ids: string[]) => ({ events: ids.map((id) => ({ id, type: 'again', userId: `u-${id}` })) })
  expect(await post(events('a', 'b', 'a'))).toMatchObject({ accepted: 2, duplicates: 1 })
  expect(await post(events('c', 'b'))).toMatchObject({ accepted: 1, duplicates: 1 })
  expect(await post(events('c', 'd'))).toMatchObject({ accepted: 1, duplicates: 1 })
  const arrived = () => receiver.received.filter((request) => request.url === '/again').map(({ body }) => JSON.parse(body).of)
  await eventually(() => arrived().length >= 4)
  await eventually(async () => (await app.ok('GET', '/v1/deliveries?eventType=again&status=succeeded')).items.length === 4)
  expect(arrived().toSorted()).toEqual(['a', 'b', 'c', 'd'])
  expect((await app.ok('GET', '/v1/events?type=again')).items).toHaveLength(4)
})

test('a state that nothing read so far is read once something asks for it, whatever this process has heard of it', async () => {
  await post({ type: 'levelled', userId: 'known', state: { level: 7 } })
  const state = { field: 'state.level', operator: '>=', value: 5 }
  const subscription = { eventType: 'quiet', condition: { combinator: 'and', rules: [state] }, status: 'inactive' as const }
  const id = await makeWebhook(app, { ...subscription, request: { urls: [`${receiver.url}/known`], body: '{"of":{{state.level}}}' } })
  for (let times = 0; times < 2; times++) await post({ type: 'quiet', userId: 'known' })
  await db()`
    WITH active AS (UPDATE webhooks SET status = 'active' WHERE id = ${uuidOf('whk', id) ?? ''}::uuid)
    UPDATE workspaces SET generation = generation + 1`
  await post({ type: 'quiet', userId: 'known' })
  const body = await eventually(() => receiver.received.find(({ url }) => url === '/known')?.body)
  expect(body).toBe('{"of":7}')
})

test('an event of a type for which nothing asks meets the state all the same where another event of its batch asks', async () => {
  await makeWebhook(app, { eventType: 'asking', request: { urls: [`${receiver.url}/asking`], body: '{"of":{{state.level}}}' } })
  await post({ type: 'levelled', userId: 'both', state: { level: 3 } })
  await post({ type: 'silent', userId: 'both' })
  const events = [
    { type: 'silent', userId: 'both' },
    { type: 'asking', userId: 'both' },
  ]
  await post({ events })
  const body = await eventually(() => receiver.received.find(({ url }) => url === '/asking')?.body)
  expect(body).toBe('{"of":3}')
})

test('when a user was last seen is exact to a minute, though nobody looks at the user with each event', async () => {
  await post({ type: 'silent', userId: 'often' })
  const first = Date.parse((await userOf('often')).json.lastSeenAt)
  for (let seconds = 1; seconds <= 59; seconds += 29) {
    laterMs = seconds * 1000
    await post({ type: 'silent', userId: 'often' })
  }
  laterMs = 61_000
  await post({ type: 'silent', userId: 'often' })
  const later = await eventually(async () => {
    const seen = Date.parse((await userOf('often')).json.lastSeenAt)
    return seen > first ? seen : undefined
  })
  expect(later - first).toBeGreaterThanOrEqual(61_000)
})

test('a user whom the database has lost is made again by an event that asks for the user, and within a minute by others', async () => {
  for (const userId of ['lost', 'lost-too']) await post({ type: 'silent', userId })
  await db()`DELETE FROM users WHERE id LIKE 'lost%'`
  await post({ type: 'silent', userId: 'lost' })
  await post({ type: 'asking', userId: 'lost-too' })
  expect((await userOf('lost-too')).status).toBe(200)
  laterMs += 61_000
  await post({ type: 'silent', userId: 'lost' })
  await eventually(async () => (await userOf('lost')).status === 200)
})
