import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { eventually } from '../../testing/hookline.ts'
import { useHookline, useReceiver } from '../../testing/use.ts'

const receiver = await useReceiver(() => ({ status: 200 }))
const app = await useHookline()

const value = 'correct horse battery staple'
const set = (name: string, secret = value) => app.api('POST', '/v1/secrets', { name, value: secret })
const request = (path: string, name: string) => ({
  urls: [`${receiver.url}/${path}`],
  body: `{"user":"{{user.id}}","hash":"{{hmacSha256 user.id "${name}"}}"}`,
})
const webhook = (type: string, name: string) =>
  app.api('POST', '/v1/webhooks', { name: `Signs ${type}`, eventTypes: [type], request: request(type, name) })
const hashOf = (secret: string) => createHmac('sha256', secret).update('u-1').digest('hex')

async function sentFor(type: string): Promise<{ hash: string }> {
  const before = receiver.received.length
  await app.ok('POST', '/v1/events', { type, userId: 'u-1' })
  const { body } = await eventually(() => receiver.received.slice(before).find(({ url }) => url === `/${type}`))
  return JSON.parse(String(body))
}

test('a secret is listed by its name; its value is in no answer, no audit entry and not in the database', async () => {
  expect((await set('listed')).status).toBe(201)
  const { items } = await app.ok('GET', '/v1/secrets')
  expect(items).toContainEqual({ name: 'listed', createdAt: expect.any(String) })
  for (const path of ['/v1/secrets', '/v1/audit', '/v1/catalog']) expect((await app.api('GET', path)).text).not.toContain(value)
  const { sql } = app.hookline.services.database
  const rows = await sql`SELECT sealed FROM secrets WHERE name = 'listed'`
  expect(rows).toHaveLength(1)
  expect(String(rows[0]?.sealed)).not.toContain(value)
})

test('deliveries are signed with it, with a new value from the answer on', async () => {
  await set('signs')
  expect((await webhook('signed_by_name', 'signs')).status).toBe(201)
  expect((await sentFor('signed_by_name')).hash).toBe(hashOf(value))
  await set('signs', 'another value')
  expect((await sentFor('signed_by_name')).hash).toBe(hashOf('another value'))
})

test('a preview shows it masked and says so', async () => {
  await set('masked')
  const preview = await app.ok('POST', '/v1/templates/preview', {
    request: request('x', 'masked'),
    event: { type: 'level_completed', userId: 'u-1' },
  })
  expect(JSON.parse(preview.requests[0].body).hash).toBe('[hmac of masked]')
  expect(preview.diagnostics).toContainEqual(expect.objectContaining({ severity: 'info', code: 'preview.masked-hmac' }))
})

test('a name that no secret has is an error where it stands', async () => {
  await set('crm-key')
  const answer = await webhook('misnamed', 'crm-kye')
  expect(answer.status).toBe(422)
  expect(answer.json.errors).toMatchObject([{ path: 'request.body', code: 'template.unknown-secret' }])
})

test('one that is in use cannot be deleted, and one that is not can', async () => {
  await set('in-use')
  await webhook('kept_signed', 'in-use')
  const refused = await app.api('DELETE', '/v1/secrets/in-use')
  expect([refused.status, refused.json.detail]).toEqual([409, expect.stringContaining('"Signs kept_signed"')])
  await set('unused')
  expect((await app.api('DELETE', '/v1/secrets/unused')).status).toBe(204)
  expect((await app.api('DELETE', '/v1/secrets/unused')).status).toBe(404)
})

test.each([{ name: 'a b' }, { name: '' }, { name: 'x'.repeat(65) }, { name: 'ok', value: '' }, { name: 'ok', value: 5 }])(
  '%j is refused',
  async (given) => {
    const answer = await app.api('POST', '/v1/secrets', { value, ...given })
    expect(answer.status).toBe(422)
  },
)

test('only those who manage may set or delete one', async () => {
  const { key } = await app.ok('POST', '/v1/api-keys', { name: 'reader', scope: 'read' })
  expect((await app.api('POST', '/v1/secrets', { name: 'x', value }, { key })).status).toBe(403)
  expect((await app.api('DELETE', '/v1/secrets/listed', undefined, { key })).status).toBe(403)
  expect((await app.api('GET', '/v1/secrets', undefined, { key })).status).toBe(200)
})

test('a whole URL from data is called where an admin allows its origin, and nowhere else', async () => {
  const template = { urls: ['{{event.callback}}'], body: '{}' }
  const make = () => app.api('POST', '/v1/webhooks', { name: 'Calls back', eventTypes: ['called_back'], request: template })
  expect((await make()).json.errors).toMatchObject([{ code: 'template.url-host' }])
  expect((await app.api('PATCH', '/v1/settings', { allowedOrigins: ['https://crm.example.com/path'] })).status).toBe(422)
  expect((await app.api('PATCH', '/v1/settings', { allowedOrigins: ['http://192.168.1.5'] })).status).toBe(422)
  await app.ok('PATCH', '/v1/settings', { allowedOrigins: [receiver.url] })
  expect((await make()).status).toBe(201)
  const before = receiver.received.length
  await app.ok('POST', '/v1/events', { type: 'called_back', userId: 'u-2', data: { callback: 'https://elsewhere.example/x' } })
  await app.ok('POST', '/v1/events', { type: 'called_back', userId: 'u-2', data: { callback: `${receiver.url}/back?a=1` } })
  expect(await eventually(() => receiver.received.slice(before).find(({ url }) => url === '/back?a=1'))).toBeDefined()
  const { items } = await app.ok('GET', '/v1/deliveries?userId=u-2&status=undelivered')
  expect(items).toHaveLength(1)
  await app.ok('PATCH', '/v1/settings', { allowedOrigins: [] })
})
