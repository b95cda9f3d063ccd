import { expect, test } from 'vitest'
import { ruleOf } from '../../testing/graphs.ts'
import { useHookline, useReceiver } from '../../testing/use.ts'

const receiver = await useReceiver(() => ({ status: 201, body: 'made' }))
const app = await useHookline()

const event = { type: 'level_completed', userId: 'u-1', data: { level: 5 } }

function make(extra: object = {}): Promise<{ id: string }> {
  const headers = [{ name: 'Authorization', value: 'Bearer very-secret', secret: true }]
  const request = { urls: [receiver.url], headers, body: '{"level":{{event.level}}}' }
  return app.ok('POST', '/v1/automations', { name: 'A rule', draft: ruleOf('level_completed', { request, secret: 'generate', ...extra }) })
}

test('a block is called once and for real, signed and with its secret headers, and nothing is kept but who did it', async () => {
  const { id } = await make()
  const { calls } = await app.ok('POST', `/v1/automations/${id}/send`, { nodeId: 'w', event })
  const [received] = await receiver.waitFor(1)
  expect(received).toMatchObject({ body: '{"level":5}', headers: { authorization: 'Bearer very-secret' } })
  expect(received?.headers['webhook-signature']).toMatch(/^v1,/)
  expect(calls).toMatchObject([{ response: { status: 201, body: 'made' } }])
  expect(JSON.stringify(calls)).not.toContain('very-secret')
  expect((await app.ok('GET', '/v1/deliveries')).items).toEqual([])
  const [entry] = (await app.ok('GET', '/v1/audit')).items
  expect(entry).toMatchObject({ action: 'automation.send', target: { kind: 'automation', id }, detail: { nodeId: 'w', statuses: [201] } })
})

test('a refused address is told in words, and nobody is called', async () => {
  const request = { urls: ['http://169.254.169.254/latest'], body: '{}' }
  const { id } = await app.ok('POST', '/v1/automations', { name: 'A rule', draft: ruleOf('level_completed', { request }) })
  const { calls } = await app.ok('POST', `/v1/automations/${id}/send`, { nodeId: 'w', event })
  for (const call of calls) expect(call).toMatchObject({ response: null, error: { code: 'blocked-address' } })
})

test('a block that calls nothing is named', async () => {
  const { id } = await make()
  const answer = await app.api('POST', `/v1/automations/${id}/send`, { nodeId: 't', event })
  expect([answer.status, answer.json.errors[0].path]).toEqual([422, 'nodeId'])
})

test('while calls are switched off nothing is sent, by no test either', async () => {
  const { id } = await make()
  await app.ok('PATCH', '/v1/settings', { webhooksEnabled: false })
  const before = receiver.received.length
  expect((await app.api('POST', `/v1/automations/${id}/send`, { nodeId: 'w', event })).status).toBe(409)
  expect(receiver.received.length).toBe(before)
})
