import { Webhook } from 'standardwebhooks'
import { expect, test } from 'vitest'
import { eventually } from '../../testing/hookline.ts'
import { useHookline, useReceiver } from '../../testing/use.ts'
import { makeWebhook } from '../../testing/webhook.ts'

const receiver = await useReceiver(({ url }) => ({ status: url === '/bad' ? 403 : 200 }))
const app = await useHookline()

const none = { retry: { preset: 'none' as const } }
const healthOf = async (...ids: string[]) => (await app.ok('GET', `/v1/webhook-health?ids=${ids.join(',')}`)).items
const arrived = (path: string) => eventually(() => receiver.received.find(({ url }) => url === path))
const send = (type: string) => app.ok('POST', '/v1/events', { type, userId: 'u-1' })

test('a webhook that nothing was sent by has no numbers, and none is made up', async () => {
  const id = await makeWebhook(app, { eventType: 'quiet', request: { urls: [`${receiver.url}/quiet`] } })
  expect(await healthOf(id, 'whk_nonsense')).toMatchObject([
    {
      ...{ id, undelivered: 0, lastCall: null, waiting: 0, held: [], inactive: null, formerSecretUntil: null },
      calls: { value: 0 },
      successShare: { value: null },
      p95Ms: { value: null },
      endpoints: [{ url: `${receiver.url}/quiet`, calls: 0, successShare: null, lastCall: null }],
    },
  ])
})

test('health counts the calls of all URLs, and tells the last of each: what was answered, and whether that was accepted', async () => {
  const urls = [`${receiver.url}/good`, `${receiver.url}/bad`]
  const id = await makeWebhook(app, { eventType: 'counted', hookId: 'counted', request: { urls }, policy: none })
  await send('counted')
  await eventually(async () => (await app.ok('GET', `/v1/webhooks/${id}/deliveries?status=undelivered`)).items.length === 1)
  await eventually(async () => (await app.ok('GET', `/v1/webhooks/${id}/deliveries?status=succeeded`)).items.length === 1)
  const [health] = await healthOf('counted')
  expect(health).toMatchObject({
    ...{ id, undelivered: 1, calls: { value: 2 }, successShare: { value: 0.5 }, p95Ms: { value: expect.any(Number) } },
    endpoints: [
      { url: urls[0], calls: 1, successShare: 1, lastCall: { accepted: true, status: 200, error: null } },
      { url: urls[1], calls: 1, successShare: 0, lastCall: { accepted: false, status: 403, error: 'status' } },
    ],
  })
  expect(health.calls.series).toHaveLength(24)
  expect(health.calls.series.at(-1) + health.calls.series.at(-2)).toBe(2)
  expect(health.lastCall.deliveryId).toMatch(/^dlv_/)
})

test('health tells the last call of what is tried again, what is held, why, since when, and who made it inactive', async () => {
  const policy = { retry: { delaysSeconds: [600] } }
  const id = await makeWebhook(app, { eventType: 'held', request: { urls: [`${receiver.url}/bad`] }, policy })
  await send('held')
  await eventually(async () => (await healthOf(id))[0].lastCall)
  expect(await healthOf(id)).toMatchObject([{ waiting: 1, held: [], lastCall: { accepted: false, status: 403 } }])
  await app.ok('PATCH', `/v1/webhooks/${id}`, { status: 'inactive' })
  expect(await healthOf(id)).toMatchObject([
    {
      waiting: 1,
      held: [{ reason: 'webhook-inactive', count: 1, since: expect.stringMatching(/Z$/) }],
      inactive: { since: expect.stringMatching(/Z$/), by: 'HOOKLINE_API_KEY' },
    },
  ])
})

test('webhooks are told in the order that was asked for, and one that was made inactive is so since then, by whoever made it', async () => {
  const request = { urls: [receiver.url] }
  const first = await makeWebhook(app, { eventType: 'order', request })
  const second = await makeWebhook(app, { eventType: 'order', request, status: 'inactive' })
  expect((await healthOf(second, first)).map(({ id }: { id: string }) => id)).toEqual([second, first])
  expect((await healthOf(second))[0].inactive).toEqual({ since: expect.stringMatching(/Z$/), by: 'HOOKLINE_API_KEY' })
})

test('a copy is inactive, has the secrets and no hookId, and sends as its original once it is active', async () => {
  const headers = [{ name: 'X-Key', value: 'top secret', secret: true }]
  const request = { urls: [`${receiver.url}/copy`], headers }
  const id = await makeWebhook(app, { eventType: 'copied', name: 'Original', hookId: 'original', request, secret: 'generate' })
  const { status, json: copy, text } = await app.api('POST', '/v1/webhooks/original/duplicate')
  expect([status, copy]).toMatchObject([201, { name: 'Original (copy)', hookId: null, status: 'inactive', hasSecret: true }])
  expect(copy.id).not.toBe(id)
  expect(text).not.toContain('top secret')
  await app.ok('PATCH', `/v1/webhooks/${id}`, { status: 'inactive' })
  await app.ok('PATCH', `/v1/webhooks/${copy.id}`, { status: 'active' })
  await send('copied')
  const received = await arrived('/copy')
  expect(received.headers).toMatchObject({ 'x-key': 'top secret', 'webhook-signature': expect.stringMatching(/^v1,/) })
  expect((await app.api('POST', '/v1/webhooks/none/duplicate')).status).toBe(404)
})

test('while a rotation overlaps, both secrets verify; afterwards the new one alone', async () => {
  const { id, secret: former } = await app.ok('POST', '/v1/webhooks', {
    ...{
      name: 'Rotated',
      eventTypes: ['rotated', 'rotated_hard'],
      request: { urls: [`${receiver.url}/{{trigger.type}}`] },
      secret: 'generate',
    },
  })
  const { secret, hasSecret } = await app.ok('POST', `/v1/webhooks/${id}/rotate-secret`, { overlapHours: 1 })
  expect([hasSecret, secret]).toEqual([true, expect.stringMatching(/^whsec_/)])
  await send('rotated')
  const { body, headers } = await arrived('/rotated')
  expect(String(headers['webhook-signature']).split(' ')).toHaveLength(2)
  for (const one of [former, secret]) expect(() => new Webhook(one).verify(body, headers as Record<string, string>)).not.toThrow()
  expect(Date.parse((await healthOf(id))[0].formerSecretUntil)).toBeGreaterThan(Date.now() + 3_500_000)

  const last = await app.ok('POST', `/v1/webhooks/${id}/rotate-secret`, { overlapHours: 0 })
  await send('rotated_hard')
  const hard = await arrived('/rotated_hard')
  expect(() => new Webhook(last.secret).verify(hard.body, hard.headers as Record<string, string>)).not.toThrow()
  expect(() => new Webhook(secret).verify(hard.body, hard.headers as Record<string, string>)).toThrow()
  expect((await app.ok('GET', '/v1/audit')).items[0]).toMatchObject({ action: 'webhook.rotate-secret', detail: { overlapHours: 0 } })
})

test('what cannot be rotated is refused: no secret, a bad one, an overlap beyond a week', async () => {
  const bare = await makeWebhook(app, { eventType: 'bare', request: { urls: [receiver.url] } })
  expect((await app.api('POST', `/v1/webhooks/${bare}/rotate-secret`, {})).status).toBe(409)
  const id = await makeWebhook(app, { eventType: 'bare', request: { urls: [receiver.url] }, secret: 'generate' })
  expect((await app.api('POST', `/v1/webhooks/${id}/rotate-secret`, { overlapHours: 169 })).status).toBe(422)
  const bad = await app.api('POST', `/v1/webhooks/${id}/rotate-secret`, { secret: 'whsec_short' })
  expect([bad.status, bad.json.errors[0].path]).toEqual([422, 'secret'])
  expect(bad.text).not.toContain('whsec_short')
})
