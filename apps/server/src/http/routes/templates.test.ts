import { beforeAll, expect, test } from 'vitest'
import { startTestHookline } from '../../testing/hookline.ts'
import { useHookline } from '../../testing/use.ts'

const app = await useHookline()

beforeAll(async () => {
  await app.ok('POST', '/v1/campaigns', { id: 'summer', name: 'Summer' })
  const state = { brand: 'Acme', level_name: 'My level with " inside', email: 'anna@example.com' }
  await app.ok('POST', '/v1/events', { type: 'user_login', userId: 'u-1', state })
})

const event = { id: 'evt-1', type: 'level_completed', userId: 'u-1', occurredAt: '2026-11-21T10:00:00Z', data: { level: 5, xp: 120 } }
const request = {
  urls: ['https://crm.example.com/hooks?u={{user.id}}'],
  headers: [{ name: 'X-Brand', value: '{{state.brand}}' }],
  body: '{ "level": {{event.level}}, "name": "{{state.level_name}}" }',
}

interface Found {
  code: string
  path?: string
  severity: string
}
const errorsOf = (diagnostics: Found[]) => diagnostics.filter(({ severity }) => severity === 'error').map(({ code, path }) => [code, path])

test('a preview shows the request as it would be sent, from the stored state', async () => {
  const { requests, diagnostics } = await app.ok('POST', '/v1/templates/preview', { request, event })
  expect(errorsOf(diagnostics)).toEqual([])
  expect(requests).toHaveLength(1)
  expect(requests[0]).toMatchObject({ method: 'POST', url: 'https://crm.example.com/hooks?u=u-1' })
  expect(JSON.parse(requests[0].body)).toEqual({ level: 5, name: 'My level with " inside' })
  expect(requests[0].headers).toEqual([
    { name: 'content-type', value: 'application/json' },
    { name: 'X-Brand', value: 'Acme' },
    { name: 'user-agent', value: expect.stringMatching(/^Hookline\//) },
  ])
})

test("the event's own state counts, and a given state stands in for the stored one", async () => {
  const names = async (input: object) =>
    JSON.parse((await app.ok('POST', '/v1/templates/preview', { request, ...input })).requests[0].body).name
  expect(await names({ event: { ...event, state: { level_name: 'from event' } } })).toBe('from event')
  expect(await names({ event, state: { level_name: 'given' } })).toBe('given')
  expect(await names({ event: { ...event, state: { level_name: 'both' } }, state: { level_name: 'given' } })).toBe('both')
  expect(await names({ event, state: {} })).toBe('')
  expect((await app.ok('GET', '/v1/users/u-1')).state.level_name).toBe('My level with " inside')
})

test('without a body template the default payload is shown', async () => {
  const { requests } = await app.ok('POST', '/v1/templates/preview', {
    request: { urls: request.urls },
    event: { ...event, campaignId: 'summer' },
  })
  expect(JSON.parse(requests[0].body)).toEqual({
    ...{ id: expect.stringMatching(/^msg_/), scope: 'user_activity', type: 'level_completed', timestamp: event.occurredAt, user: 'u-1' },
    ...{ email: 'anna@example.com', campaign: { id: 'summer', name: 'Summer' } },
    event: { id: 'evt-1', type: 'level_completed', occurredAt: event.occurredAt, data: event.data },
  })
})

test('what cannot be rendered or sent is a diagnostic with code and path, and the answer is 200', async () => {
  const preview = async (changed: object) =>
    errorsOf(
      (await app.ok('POST', '/v1/templates/preview', { request: { ...request, ...changed }, event, state: { list: [1, 0] } })).diagnostics,
    )
  expect(await preview({ body: '[{{#each state.list}}{{#if this}}{{this}}{{#unless @last}},{{/unless}}{{/if}}{{/each}}]' })).toEqual([
    ['invalid-body', 'request.body'],
  ])
  expect((await preview({ body: '{"a": {{event.level}' }))[0]?.[1]).toBe('request.body')
  expect((await preview({ urls: ['http://169.254.169.254/'] }))[0]?.[1]).toBe('request.urls.0')
  expect((await preview({ headers: [{ name: 'Host', value: 'x' }] }))[0]).toEqual(['header.forbidden', 'request.headers.0.name'])
  expect(await preview({ urls: [] })).toEqual([['webhook.no-url', 'request.urls']])
})

test('a header that its value breaks is named', async () => {
  const { requests, diagnostics } = await app.ok('POST', '/v1/templates/preview', { request, event, state: { brand: 'a\nb' } })
  expect(requests).toEqual([])
  expect(errorsOf(diagnostics)).toEqual([['invalid-header', 'request.headers.0.value']])
})

test('a secret header value is masked', async () => {
  const headers = [{ name: 'Authorization', value: 'Bearer top-secret', secret: true }]
  const answer = await app.api('POST', '/v1/templates/preview', { request: { ...request, headers }, event })
  expect(answer.text).not.toContain('top-secret')
  expect(answer.json.requests[0].headers[1]).toEqual({ name: 'Authorization', value: '••••••', secret: true })
})

test('input that is no preview is refused by field', async () => {
  const answer = await app.api('POST', '/v1/templates/preview', { request: { method: 'TRACE' }, event: { type: 'x' }, extra: 1 })
  expect(answer.status).toBe(422)
  expect(answer.json.errors.map((error: { path: string }) => error.path).sort()).toEqual(['event.userId', 'extra', 'request.method'])
})

test('to echo goes what would be sent, and comes back as it was received', async () => {
  const sent = await app.ok('POST', '/v1/templates/echo', { request: { ...request, method: 'PUT' }, event })
  expect(sent.url).toBe(`${app.url}/echo-send/${sent.bucket}/`)
  expect(sent.response).toEqual({ status: 200 })
  expect(sent.received).toMatchObject({ method: 'PUT', body: '{ "level": 5, "name": "My level with \\" inside" }' })
  expect(sent.received.headers).toMatchObject({ 'x-brand': 'Acme', 'content-type': 'application/json' })
  expect(sent.received.headers['webhook-id']).toMatch(/^msg_/)
})

test('a given bucket is used, whatever it answers', async () => {
  const { secret } = await app.ok('POST', '/v1/echo-buckets', { answer: { status: 500 } })
  const sent = await app.ok('POST', '/v1/templates/echo', { request: { ...request, urls: [], method: 'GET' }, event, bucket: secret })
  expect(sent).toMatchObject({ bucket: secret, response: { status: 500 }, received: { method: 'GET', body: '' } })
})

test('secret values do not reach the bucket', async () => {
  const headers = [{ name: 'Authorization', value: 'Bearer top-secret', secret: true }]
  const sent = await app.ok('POST', '/v1/templates/echo', { request: { ...request, headers }, event })
  expect(sent.received.headers.authorization).toBe('******')
  expect(sent.diagnostics.map(({ code }: Found) => code)).toContain('echo.secret-hidden')
})

test('a request with an error is not sent to echo: 422 with the diagnostics', async () => {
  const answer = await app.api('POST', '/v1/templates/echo', { request: { ...request, body: '{"a": {{event.level}' }, event })
  expect(answer.status).toBe(422)
  expect(answer.json.errors[0].path).toBe('request.body')
  expect(answer.json.diagnostics[0]).toMatchObject({ severity: 'error', path: 'request.body' })
})

test('a body that is too large for echo is named so', async () => {
  const large = { request: { ...request, body: '{"text": "{{event.text}}"}' }, event: { ...event, data: { text: 'x'.repeat(300_000) } } }
  const answer = await app.api('POST', '/v1/templates/echo', large)
  expect([answer.status, answer.json.detail]).toEqual([413, expect.stringContaining('256 KiB')])
})

test('a PUBLIC_URL that does not lead here is named', async () => {
  const elsewhere = await startTestHookline({ env: { PUBLIC_URL: 'http://127.0.0.1:9' } })
  const answer = await elsewhere.api('POST', '/v1/templates/echo', { request, event })
  expect(answer.status).toBe(503)
  expect(answer.json.detail).toContain('Set PUBLIC_URL')
  await elsewhere.stop()
})
