import { expect, test } from 'vitest'
import { eventually } from '../../testing/hookline.ts'
import { startReceiver } from '../../testing/receiver.ts'
import { useHookline, useReceiver } from '../../testing/use.ts'

const receiver = await useReceiver()
const app = await useHookline()

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
const requestTo = (path: string, given: object = {}) => ({ urls: [`${receiver.url}${path}`], ...given })
const webhook = (given: object = {}) => ({ name: 'To the CRM', eventTypes: ['nothing'], request: requestTo('/hook'), ...given })
const arrived = (path: string) => eventually(() => receiver.received.find(({ url }) => url === path))
const codesOf = (answer: { json: { errors: { path: string; code: string }[] } }) => answer.json.errors.map(({ path, code }) => [path, code])

test('an event sent after the answer is sent on, signed with the given secret', async () => {
  const made = await app.ok('POST', '/v1/webhooks', webhook({ eventTypes: ['first'], secret }))
  expect(made).toMatchObject({ status: 'active', hasSecret: true, secret, request: { method: 'POST', headers: [], body: null } })
  await app.ok('POST', '/v1/events', { type: 'first', userId: 'u-1' })
  expect((await arrived('/hook')).headers['webhook-signature']).toMatch(/^v1,/)
  const read = await app.ok('GET', `/v1/webhooks/${made.id}`)
  expect(read.hasSecret).toBe(true)
  expect(JSON.stringify(read)).not.toContain(secret)
})

test('the short form subscribes to a type, to a group, to all, or to a type that is still to come', async () => {
  await app.ok('POST', '/v1/event-types', { name: 'login', group: 'visits' })
  await app.ok('POST', '/v1/event-types', { name: 'logout', group: 'visits' })
  const short = async (scope: unknown) =>
    (await app.ok('POST', '/v1/webhooks', { scope, url: `${receiver.url}/short`, secret: null })).eventTypes
  expect(await short('level_completed')).toEqual(['level_completed'])
  expect(await short('visits')).toEqual(['visits/*'])
  expect(await short(['visits', 'login', 'not_yet'])).toEqual(['visits/*', 'login', 'not_yet'])
  expect(await short(['user_activity', 'user_reward', 'referral'])).toEqual(['user_activity/*', 'user_reward/*', 'referral/*'])
  expect(await short('*')).toEqual(['*'])
  expect(codesOf(await app.api('POST', '/v1/webhooks', { scope: ['*', 'login'], url: receiver.url }))).toEqual([['scope', 'field.invalid']])
})

test('a group stands for the types that it has when an event comes, those added since too, and each event is sent once', async () => {
  await app.ok('POST', '/v1/event-types', { name: 'shop_open', group: 'shop' })
  const request = requestTo('/shop', { body: '{"type":"{{trigger.type}}"}' })
  const { id } = await app.ok('POST', '/v1/webhooks', webhook({ eventTypes: ['shop/*', 'shop_open'], request }))
  await app.ok('POST', '/v1/event-types', { name: 'shop_sale', group: 'shop' })
  await app.ok('PATCH', '/v1/event-types/shop_open', { description: 'It opens' })
  const types = ['shop_open', 'shop_sale', 'other']
  await app.ok('POST', '/v1/events', { events: types.map((type) => ({ type, userId: 'u-1' })) })
  const sent = () => receiver.received.filter(({ url }) => url === '/shop').map(({ body }) => JSON.parse(body).type)
  await eventually(() => sent().length === 2)
  expect(sent().toSorted()).toEqual(['shop_open', 'shop_sale'])
  await app.ok('PATCH', '/v1/event-types/shop_sale', { group: null })
  await app.ok('POST', '/v1/events', { events: ['shop_sale', 'shop_open'].map((type) => ({ type, userId: 'u-1' })) })
  await eventually(() => sent().length === 3)
  expect(sent().toSorted()).toEqual(['shop_open', 'shop_open', 'shop_sale'])
  const idsFor = async (type: string) =>
    (await app.ok('GET', `/v1/webhooks?eventType=${type}`)).items.map((item: { id: string }) => item.id)
  expect(await idsFor('shop_open')).toContain(id)
  expect(await idsFor('shop_sale')).not.toContain(id)
  expect((await app.ok('GET', `/v1/webhooks/${id}/examples`)).items.map((item: { eventType: string }) => item.eventType)).toEqual([
    'shop_open',
  ])
})

test('a webhook is found by a part of its name, its description or a URL', async () => {
  const { id } = await app.ok('POST', '/v1/webhooks', webhook({ description: 'Für Köln', request: requestTo('/found_here') }))
  const found = async (q: string) =>
    (await app.ok('GET', `/v1/webhooks?q=${encodeURIComponent(q)}`)).items.map((item: { id: string }) => item.id)
  expect(await found('köln')).toEqual([id])
  expect(await found('/found_HERE')).toEqual([id])
  expect(await found('/foundxhere')).toEqual([])
})

test('the short form sends one message to each of its URLs', async () => {
  const url = [`${receiver.url}/a`, `${receiver.url}/b`]
  const made = await app.ok('POST', '/v1/webhooks', { scope: 'both', url, secret: 'generate', hook_id: 'claim-1' })
  expect(made).toMatchObject({ name: 'both', hookId: 'claim-1', hasSecret: true, secret: expect.stringMatching(/^whsec_.{44}$/) })
  await app.ok('POST', '/v1/events', { type: 'both', userId: 'u-1' })
  const [a, b] = [await arrived('/a'), await arrived('/b')]
  expect(a.headers['webhook-id']).toBe(b.headers['webhook-id'])
  expect(await app.ok('GET', '/v1/webhooks/claim-1')).toMatchObject({ id: made.id })
})

test('a hook id is given once: a second webhook of that id is refused, and can be changed by it', async () => {
  await app.ok('POST', '/v1/webhooks', webhook({ hookId: 'mine' }))
  const again = await app.api('POST', '/v1/webhooks', webhook({ hookId: 'mine' }))
  expect(again.status).toBe(409)
  expect(again.json.detail).toContain('PATCH /v1/webhooks/mine')
  const { id } = await app.ok('POST', '/v1/webhooks', webhook())
  expect((await app.api('PATCH', `/v1/webhooks/${id}`, { hookId: 'mine' })).status).toBe(409)
  expect(await app.ok('PATCH', '/v1/webhooks/mine', { name: 'Renamed' })).toMatchObject({ hookId: 'mine', name: 'Renamed' })
})

test('PATCH replaces request and policy whole, and leaves alone what it does not name', async () => {
  const request = requestTo('/hook', { method: 'PUT', body: '{}', headers: [{ name: 'X-A', value: 'a' }] })
  const { id } = await app.ok('POST', '/v1/webhooks', webhook({ request, policy: { timeoutMs: 2000 }, description: 'Mine' }))
  const changed = await app.ok('PATCH', `/v1/webhooks/${id}`, { request: requestTo('/other'), policy: { success: '200' } })
  expect(changed).toMatchObject({
    description: 'Mine',
    request: { method: 'POST', body: null, headers: [] },
    policy: { timeoutMs: 15_000, success: '200' },
  })
})

test('what was answered can be sent back and changes nothing', async () => {
  const headers = [
    { name: 'Authorization', value: 'Bearer abc', secret: true },
    { name: 'X-Brand', value: '{{state.brand}}' },
  ]
  const made = await app.ok('POST', '/v1/webhooks', webhook({ eventTypes: ['round'], request: requestTo('/round', { headers }), secret }))
  const { id, createdAt: _made, updatedAt: _changed, hasSecret: _has, ...fields } = await app.ok('GET', `/v1/webhooks/${made.id}`)
  expect(await app.ok('PATCH', `/v1/webhooks/${id}`, { ...fields, hookId: null })).toMatchObject({ ...fields, hasSecret: true })
  await app.ok('POST', '/v1/events', { type: 'round', userId: 'u-1', state: { brand: 'x' } })
  expect((await arrived('/round')).headers).toMatchObject({
    authorization: 'Bearer abc',
    'x-brand': 'x',
    'webhook-signature': expect.stringMatching(/^v1,/),
  })
})

test('the value of a secret header is never answered, kept without one, replaced by one, and gone with its header', async () => {
  const withHeaders = (headers: object[]) => requestTo('/secret', { headers })
  const made = await app.ok(
    'POST',
    '/v1/webhooks',
    webhook({ request: withHeaders([{ name: 'X-Key', value: 'top secret', secret: true }]) }),
  )
  expect(made.request.headers).toEqual([{ name: 'X-Key', value: null, secret: true }])
  const path = `/v1/webhooks/${made.id}`
  const kept = await app.ok('PATCH', path, { request: withHeaders([{ name: 'x-key', secret: true }]) })
  expect(kept.request.headers).toEqual([{ name: 'x-key', value: null, secret: true }])
  await app.ok('PATCH', path, { request: withHeaders([]) })
  const gone = await app.api('PATCH', path, { request: withHeaders([{ name: 'x-key', value: null, secret: true }]) })
  expect(codesOf(gone)).toEqual([['request.headers.0.value', 'header.no-value']])
  for (const where of ['/v1/webhooks', path, '/v1/audit']) expect((await app.api('GET', where)).text).not.toContain('top secret')
})

test('null removes the signing secret: later calls are not signed', async () => {
  const { id } = await app.ok('POST', '/v1/webhooks', webhook({ eventTypes: ['bare'], request: requestTo('/bare'), secret: 'generate' }))
  const changed = await app.ok('PATCH', `/v1/webhooks/${id}`, { secret: null })
  expect(changed.hasSecret).toBe(false)
  await app.ok('POST', '/v1/events', { type: 'bare', userId: 'u-1' })
  expect((await arrived('/bare')).headers['webhook-signature']).toBeUndefined()
})

test('a condition decides what is sent on; one that cannot be evaluated is refused with its place', async () => {
  const condition = (operator: string, more: object = {}) => ({
    combinator: 'and',
    rules: [{ field: 'event.level', operator, value: 5, ...more }],
  })
  const made = await app.ok(
    'POST',
    '/v1/webhooks',
    webhook({ eventTypes: ['cond'], condition: condition('>='), request: requestTo('/cond?l={{event.level}}') }),
  )
  await app.ok('POST', '/v1/events', { events: [4, 5].map((level) => ({ type: 'cond', userId: 'u-1', data: { level } })) })
  await arrived('/cond?l=5')
  const path = `/v1/webhooks/${made.id}`
  expect(codesOf(await app.api('PATCH', path, { condition: condition('~') }))).toEqual([
    ['condition.rules.0.operator', 'condition.unknown-operator'],
  ])
  expect(codesOf(await app.api('PATCH', path, { condition: condition('=', { value: 'level', valueSource: 'field' }) }))).toEqual([
    ['condition.rules.0.value', 'condition.path-root'],
  ])
  expect((await app.ok('PATCH', path, { condition: null })).condition).toBeNull()
})

test('inactive, it sends nothing and holds what it owes; active again, that goes on', async () => {
  let status = 500
  const slow = await startReceiver(() => ({ status }))
  const request = { urls: [`${slow.url}/h`] }
  const { id } = await app.ok(
    'POST',
    '/v1/webhooks',
    webhook({ eventTypes: ['owed'], request, policy: { retry: { delaysSeconds: [600] } } }),
  )
  await app.ok('POST', '/v1/events', { type: 'owed', userId: 'u-1' })
  await slow.waitFor(1)
  const owed = (query: string) => app.ok('GET', `/v1/deliveries?webhookId=${id}&${query}`)
  await eventually(async () => (await owed('status=pending')).items[0]?.attemptCount === 1)
  await app.ok('PATCH', `/v1/webhooks/${id}`, { status: 'inactive' })
  await app.ok('POST', '/v1/events', { type: 'owed', userId: 'u-1' })
  expect((await owed('')).items).toMatchObject([{ status: 'held', heldReason: 'webhook-inactive' }])
  status = 200
  await app.ok('PATCH', `/v1/webhooks/${id}`, { status: 'active' })
  await slow.waitFor(2)
  await eventually(async () => (await owed('status=succeeded')).items.length === 1)
  await slow.close()
})

test('switched by two at once, nothing is held for good where it ended active', async () => {
  const failing = await startReceiver(() => ({ status: 500 }))
  const policy = { retry: { delaysSeconds: [600] } }
  const { id } = await app.ok('POST', '/v1/webhooks', webhook({ eventTypes: ['raced'], request: { urls: [failing.url] }, policy }))
  await app.ok('POST', '/v1/events', { type: 'raced', userId: 'u-1' })
  const owed = async () => (await app.ok('GET', `/v1/deliveries?webhookId=${id}`)).items[0]
  await eventually(async () => (await owed()).attemptCount === 1)
  for (let round = 0; round < 10; round++) {
    await Promise.all(['inactive', 'active'].map((status) => app.ok('PATCH', `/v1/webhooks/${id}`, { status })))
    const { status } = await app.ok('GET', `/v1/webhooks/${id}`)
    if (status === 'active') await eventually(async () => (await owed()).status !== 'held')
  }
  await failing.close()
})

test('removed, it is not found and what it owes is cancelled', async () => {
  const failing = await startReceiver(() => ({ status: 500 }))
  const { id } = await app.ok('POST', '/v1/webhooks', webhook({ eventTypes: ['gone'], request: { urls: [failing.url] } }))
  await app.ok('POST', '/v1/events', { type: 'gone', userId: 'u-9' })
  await failing.waitFor(1)
  const mine = () => app.ok('GET', `/v1/deliveries?webhookId=${id}`)
  await eventually(async () => (await mine()).items[0]?.attemptCount === 1)
  expect((await app.api('DELETE', `/v1/webhooks/${id}`)).status).toBe(204)
  expect((await app.api('GET', `/v1/webhooks/${id}`)).status).toBe(404)
  expect((await mine()).items).toMatchObject([{ status: 'cancelled' }])
  const { sql } = app.hookline.services.database
  expect(await sql`SELECT 1 FROM endpoints WHERE source_kind = 'webhook' AND url = ${failing.url}`).toHaveLength(0)
  await failing.close()
})

test('a campaign that does not exist is refused, and one that does keeps the webhook to its events', async () => {
  expect(codesOf(await app.api('POST', '/v1/webhooks', webhook({ campaignId: 'summer' })))).toEqual([['campaignId', 'campaign.unknown']])
  await app.ok('POST', '/v1/campaigns', { id: 'summer', name: 'Summer' })
  const request = requestTo('/campaign', { body: '{"campaign":"{{campaign.name}}","n":{{event.n}}}' })
  await app.ok('POST', '/v1/webhooks', webhook({ eventTypes: ['camp'], campaignId: 'summer', request }))
  const event = { type: 'camp', userId: 'u-1' }
  await app.ok('POST', '/v1/events', {
    events: [
      { ...event, data: { n: 1 } },
      { ...event, campaignId: 'summer', data: { n: 2 } },
    ],
  })
  expect((await arrived('/campaign')).body).toBe('{"campaign":"Summer","n":2}')
})

test('fields of both forms are named where they are wrong', async () => {
  expect(codesOf(await app.api('POST', '/v1/webhooks', { name: 'x', request: { urls: [] }, colour: 1 }))).toEqual([
    ['eventTypes', 'field.required'],
    ['colour', 'field.unknown'],
  ])
  expect(codesOf(await app.api('POST', '/v1/webhooks', { url: receiver.url }))).toEqual([['scope', 'field.form']])
  expect(codesOf(await app.api('POST', '/v1/webhooks', webhook({ request: { urls: [] } })))).toEqual([['request.urls', 'webhook.no-url']])
  const twice = [receiver.url, receiver.url]
  expect(codesOf(await app.api('POST', '/v1/webhooks', { scope: 'a', url: twice }))).toEqual([['request.urls.1', 'url.repeated']])
})

test('texts that the database cannot hold name nothing', async () => {
  expect((await app.api('GET', '/v1/webhooks/a%00b')).status).toBe(422)
  expect((await app.api('GET', '/v1/webhooks?q=%00')).status).toBe(422)
  expect(codesOf(await app.api('POST', '/v1/webhooks', { scope: 'a\u0000', url: receiver.url }))).toEqual([['scope.0', 'field.format']])
})

test('a key that may only read lists webhooks and changes none', async () => {
  const { key } = await app.ok('POST', '/v1/api-keys', { name: 'Reader', scope: 'read' })
  expect((await app.api('GET', '/v1/webhooks?q=crm&status=active&limit=1', undefined, { key })).json.items).toHaveLength(1)
  expect((await app.api('POST', '/v1/webhooks', webhook(), { key })).status).toBe(403)
})

test('each change is in the audit', async () => {
  const { id } = await app.ok('POST', '/v1/webhooks', webhook())
  await app.ok('PATCH', `/v1/webhooks/${id}`, { status: 'inactive' })
  await app.api('DELETE', `/v1/webhooks/${id}`)
  const { items } = await app.ok('GET', '/v1/audit?limit=500')
  const mine = items.filter(({ target }: { target: { id: string } }) => target.id === id)
  expect(mine.map(({ action }: { action: string }) => action)).toEqual(['webhook.remove', 'webhook.update', 'webhook.create'])
})

test('the OpenAPI document shows both forms', async () => {
  const { paths, components } = await app.ok('GET', '/openapi.json')
  const { schema } = paths['/v1/webhooks'].post.requestBody.content['application/json']
  expect(schema.anyOf.map(({ $ref }: { $ref: string }) => $ref.split('/').at(-1))).toEqual(['WebhookInput', 'WebhookShortInput'])
  expect(Object.keys(components.schemas.WebhookShortInput.properties)).toEqual(['scope', 'url', 'secret', 'hook_id'])
})
