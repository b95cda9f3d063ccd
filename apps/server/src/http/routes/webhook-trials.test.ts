import { expect, test } from 'vitest'
import { startReceiver } from '../../testing/receiver.ts'
import { useHookline, useReceiver } from '../../testing/use.ts'
import { makeWebhook } from '../../testing/webhook.ts'

const receiver = await useReceiver(({ url }) => ({ status: url === '/bad' ? 500 : 201, body: 'made' }))
const app = await useHookline()

const headers = [{ name: 'X-Key', value: 'top secret', secret: true }]
const last = () => receiver.received.at(-1)

test('a test really calls, signed and with its secret headers, and is in no history', async () => {
  const request = { urls: [`${receiver.url}/good?u={{user.id}}`], headers, body: '{"level":{{event.level}}}' }
  const id = await makeWebhook(app, { eventType: 'level_completed', hookId: 'tested', status: 'inactive', request, secret: 'generate' })
  const answer = await app.api('POST', '/v1/webhooks/tested/test', { eventType: 'level_completed', userId: 'u 1' })
  expect([answer.status, answer.json]).toMatchObject([
    200,
    {
      delivered: true,
      request: { method: 'POST', url: `${receiver.url}/good?u=u%201`, body: '{"level":5}' },
      response: { status: 201, body: 'made' },
    },
  ])
  expect(answer.json.response.durationMs).toBeGreaterThan(0)
  expect(answer.text).not.toContain('top secret')
  expect(last()).toMatchObject({ body: '{"level":5}', headers: { 'x-key': 'top secret' } })
  expect(last()?.headers['webhook-signature']).toMatch(/^v1,/)
  expect((await app.ok('GET', `/v1/webhooks/${id}/deliveries`)).items).toEqual([])
  expect((await app.ok('GET', '/v1/audit')).items[0]).toMatchObject({ action: 'webhook.test', target: { id }, detail: { statuses: [201] } })
})

test('it is delivered only when every URL accepts, as the policy says', async () => {
  const urls = [`${receiver.url}/good`, `${receiver.url}/bad`]
  const both = await makeWebhook(app, { eventType: 'level_completed', request: { urls } })
  const answer = await app.ok('POST', `/v1/webhooks/${both}/test`, { eventType: 'level_completed' })
  expect(answer).toMatchObject({
    delivered: false,
    response: { status: 201 },
    calls: [{ response: { status: 201 } }, { response: { status: 500 } }],
  })
  const strict = await makeWebhook(app, {
    eventType: 'level_completed',
    request: { urls: [`${receiver.url}/good`] },
    policy: { success: '200' },
  })
  expect((await app.ok('POST', `/v1/webhooks/${strict}/test`, { eventType: 'level_completed' })).delivered).toBe(false)
})

test('hints name what to do about an answer, and why an event like this would not be sent', async () => {
  const refusing = await startReceiver(() => ({ status: 401 }))
  const condition = { combinator: 'and', rules: [{ field: 'event.level', operator: '>=', value: 99 }] }
  const { id } = await app.ok('POST', '/v1/webhooks', {
    ...{ name: 'Refused', eventTypes: ['level_up'], status: 'inactive', condition },
    request: { urls: [refusing.url] },
  })
  const { hints } = await app.ok('POST', `/v1/webhooks/${id}/test`, { eventType: 'level_completed' })
  expect(hints).toMatchObject([
    { severity: 'error', code: 'status-401', path: 'calls.0', message: expect.stringContaining('an Authorization header is missing') },
    { severity: 'warning', code: 'webhook.inactive' },
    { severity: 'warning', code: 'webhook.other-event-type' },
    { severity: 'warning', code: 'webhook.condition-not-met', message: expect.stringContaining('level is 5') },
  ])
  const headers = [{ name: 'authorization', value: 'Bearer old', secret: true }]
  await app.ok('PATCH', `/v1/webhooks/${id}`, { request: { urls: [refusing.url], headers }, eventTypes: ['user_activity/*'] })
  const second = await app.ok('POST', `/v1/webhooks/${id}/test`, { eventType: 'level_completed' })
  expect(second.hints.map(({ code }: { code: string }) => code)).toEqual(['status-401', 'webhook.inactive', 'webhook.condition-not-met'])
  expect(second.hints[0].message).toContain('an Authorization header is wrong')
  await refusing.close()
})

test('of a test that went well nothing is to be said', async () => {
  const id = await makeWebhook(app, { eventType: 'level_completed', request: { urls: [`${receiver.url}/good`] } })
  expect((await app.ok('POST', `/v1/webhooks/${id}/test`, { eventType: 'level_completed' })).hints).toEqual([])
})

test('who does not answer is told in words', async () => {
  const gone = await startReceiver()
  const id = await makeWebhook(app, { eventType: 'level_completed', request: { urls: [gone.url] } })
  await gone.close()
  const answer = await app.ok('POST', `/v1/webhooks/${id}/test`, { eventType: 'level_completed' })
  expect(answer).toMatchObject({ delivered: false, response: null, error: { code: 'connect', message: expect.any(String) } })
  expect(answer.hints).toMatchObject([{ severity: 'error', code: 'connect', fix: expect.stringContaining('port') }])
})

test('what cannot be rendered is named, and nobody is called', async () => {
  const request = { urls: [receiver.url], headers: [{ name: 'X-User', value: '{{user.id}}' }] }
  const id = await makeWebhook(app, { eventType: 'level_completed', request })
  const before = receiver.received.length
  const answer = await app.api('POST', `/v1/webhooks/${id}/test`, { eventType: 'level_completed', userId: 'Zoë' })
  expect([answer.status, answer.json.errors?.[0]]).toMatchObject([422, { path: 'request.headers.0.value', code: 'invalid-header' }])
  expect(receiver.received.length).toBe(before)
})

test('a test needs a webhook, an event type and the switch', async () => {
  const id = await makeWebhook(app, { eventType: 'level_completed', request: { urls: [receiver.url] } })
  expect((await app.api('POST', '/v1/webhooks/none/test', { eventType: 'x' })).status).toBe(404)
  expect((await app.api('POST', `/v1/webhooks/${id}/test`, {})).json.errors).toMatchObject([{ path: 'eventType' }])
  await app.ok('PATCH', '/v1/settings', { webhooksEnabled: false })
  expect((await app.api('POST', `/v1/webhooks/${id}/test`, { eventType: 'level_completed' })).status).toBe(409)
  await app.ok('PATCH', '/v1/settings', { webhooksEnabled: true })
})

test('examples show the request for each event type of the webhook, secrets masked, and nothing is sent', async () => {
  const before = receiver.received.length
  const { id } = await app.ok('POST', '/v1/webhooks', {
    ...{ name: 'Two', eventTypes: ['level_completed', 'never_seen'] },
    request: { urls: [`${receiver.url}/x`], headers, body: '{"type":"{{trigger.type}}","level":{{event.level}}}' },
  })
  const answer = await app.api('GET', `/v1/webhooks/${id}/examples`)
  expect(answer.json.items).toMatchObject([
    {
      eventType: 'level_completed',
      requests: [{ method: 'POST', url: `${receiver.url}/x`, body: '{"type":"level_completed","level":5}' }],
    },
    { eventType: 'never_seen', requests: [{ body: '{"type":"never_seen","level":null}' }] },
  ])
  expect(answer.text).not.toContain('top secret')
  expect(answer.json.items[0].diagnostics.filter(({ severity }: { severity: string }) => severity === 'error')).toEqual([])
  const all = await app.ok('POST', '/v1/webhooks', { name: 'All', eventTypes: ['*'], request: { urls: [`${receiver.url}/x`] } })
  const { items } = await app.ok('GET', `/v1/webhooks/${all.id}/examples`)
  expect(items.length).toBeGreaterThan(10)
  expect(
    JSON.parse(items.find((item: { eventType: string }) => item.eventType === 'level_completed').requests[0].body).event.data.level,
  ).toBe(5)
  expect(receiver.received.length).toBe(before)
})
