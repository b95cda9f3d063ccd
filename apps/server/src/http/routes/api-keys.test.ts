import { expect, test } from 'vitest'
import { startTestHookline, testKey } from '../../testing/hookline.ts'
import { useHookline } from '../../testing/use.ts'

const app = await useHookline()

const make = (scope: string, name = `${scope} key`) => app.ok('POST', '/v1/api-keys', { name, scope })
const event = { type: 'user_login', userId: 'u-1' }

test('a key is shown once, in the answer that made it, and works at once', async () => {
  const made = await make('manage', 'CRM')
  expect(made).toMatchObject({ name: 'CRM', scope: 'manage', createdBy: 'HOOKLINE_API_KEY', lastUsedAt: null })
  expect(made.key).toMatch(/^hk_[\w-]{43}$/)
  expect(made.hint).toBe(made.key.slice(-4))
  expect((await app.api('GET', '/v1/campaigns', undefined, { key: made.key })).status).toBe(200)
  const { text, json } = await app.api('GET', '/v1/api-keys')
  expect(json.items.map((key: { id: string }) => key.id)).toContain(made.id)
  expect(text).not.toContain(made.key)
  expect((await app.api('GET', '/v1/audit')).text).not.toContain(made.key)
})

test('a revoked key is refused at once, for events as for everything else', async () => {
  const { id, key } = await make('manage')
  expect((await app.api('POST', '/v1/events', event, { key })).status).toBe(202)
  expect((await app.api('DELETE', `/v1/api-keys/${id}`)).status).toBe(204)
  expect((await app.api('POST', '/v1/events', event, { key })).status).toBe(401)
  expect((await app.api('GET', '/v1/campaigns', undefined, { key })).status).toBe(401)
  expect((await app.api('DELETE', `/v1/api-keys/${id}`)).status).toBe(404)
  expect((await app.ok('GET', '/v1/api-keys')).items.map((item: { id: string }) => item.id)).not.toContain(id)
})

test('a key that one process revoked is refused by another in the very next call', async () => {
  const other = await startTestHookline({ databaseUrl: app.config.databaseUrl ?? '' })
  try {
    const { id, key } = await make('ingest')
    expect((await other.api('POST', '/v1/events', event, { key })).status).toBe(202)
    expect((await app.api('DELETE', `/v1/api-keys/${id}`)).status).toBe(204)
    expect((await other.api('POST', '/v1/events', event, { key })).status).toBe(401)
  } finally {
    await other.stop()
  }
})

test('a key does what its scope says and nothing else', async () => {
  const statuses = async (key: string) => ({
    event: (await app.api('POST', '/v1/events', event, { key })).status,
    read: (await app.api('GET', '/v1/campaigns', undefined, { key })).status,
    make: (await app.api('POST', '/v1/campaigns', { name: 'x' }, { key })).status,
    keys: (await app.api('POST', '/v1/api-keys', { name: 'x', scope: 'manage' }, { key })).status,
    switch: (await app.api('PATCH', '/v1/settings', { webhooksEnabled: false }, { key })).status,
    override: (await app.api('GET', '/v1/campaigns', undefined, { key, headers: { 'x-http-method-override': 'DELETE' } })).status,
  })
  const [ingest, read, manage] = await Promise.all([make('ingest'), make('read'), make('manage')])
  expect(await statuses(ingest.key)).toEqual({ event: 202, read: 403, make: 403, keys: 403, switch: 403, override: 403 })
  expect(await statuses(read.key)).toEqual({ event: 403, read: 200, make: 403, keys: 403, switch: 403, override: 200 })
  expect(await statuses(manage.key)).toEqual({ event: 202, read: 200, make: 201, keys: 201, switch: 200, override: 200 })
  await app.ok('PATCH', '/v1/settings', { webhooksEnabled: true })
})

test.each([
  ['none', ''],
  ['no key', 'Bearer'],
  ['an empty key', 'Bearer '],
  ['SQL', "Bearer ' OR 1=1 --"],
  ['null', 'Bearer null'],
  ['a very long key', `Bearer ${'x'.repeat(8000)}`],
  ['another scheme', `Basic ${Buffer.from(`${testKey}:`).toString('base64')}`],
  ['a key with more behind it', `Bearer ${testKey}x`],
  ['two keys', `Bearer ${testKey} ${testKey}`],
])('a call with %s for a key is answered 401 with the remedy', async (_, authorization) => {
  const headers: Record<string, string> = authorization === '' ? {} : { authorization }
  for (const [method, path] of [
    ['GET', '/v1/api-keys'],
    ['POST', '/v1/events'],
  ] as const) {
    const answer = await app.api(method, path, method === 'POST' ? event : undefined, { key: null, headers })
    expect(answer.status).toBe(401)
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
    expect(answer.json.detail).toMatch(/API key/)
  }
})

test('a key of no known scope or without a name is refused', async () => {
  const answer = await app.api('POST', '/v1/api-keys', { name: 7, scope: 'admin', key: 'hk_mine' })
  expect(answer.status).toBe(422)
  expect(answer.json.errors.map((error: { path: string }) => error.path)).toEqual(['name', 'scope', 'key'])
})

test('when a key was last used is written, and no more than once a minute', async () => {
  let ms = Date.now()
  const timed = await startTestHookline({ overrides: { clock: { now: () => ms, monotonic: () => performance.now() } } })
  const lastUsed = async () => (await timed.ok('GET', '/v1/api-keys')).items[0].lastUsedAt
  const { keyUse } = timed.hookline.services
  try {
    expect(await lastUsed()).toBeNull()
    await keyUse.flush()
    const first = ms
    expect(await lastUsed()).toBe(new Date(first).toISOString())
    ms += 59_000
    await lastUsed()
    await keyUse.flush()
    expect(await lastUsed()).toBe(new Date(first).toISOString())
    ms += 1000
    await lastUsed()
    await keyUse.flush()
    expect(await lastUsed()).toBe(new Date(ms).toISOString())
  } finally {
    await timed.stop()
  }
})

test('the last manage key cannot be revoked, and the key of the environment comes back where none is left', async () => {
  const own = await startTestHookline()
  try {
    const { items } = await own.ok('GET', '/v1/api-keys')
    const [only] = items
    await own.ok('POST', '/v1/api-keys', { name: 'reader', scope: 'read' })
    expect(await own.api('DELETE', `/v1/api-keys/${only.id}`)).toMatchObject({
      status: 409,
      json: { detail: expect.stringContaining('last key') },
    })
    expect((await own.api('GET', '/v1/campaigns')).status).toBe(200)
    await own.hookline.services.database.sql`UPDATE api_keys SET revoked_at = now()`
    const again = await startTestHookline({ databaseUrl: own.config.databaseUrl ?? '' })
    expect((await again.api('GET', '/v1/campaigns', undefined, { key: testKey })).status).toBe(200)
    await again.stop()
  } finally {
    await own.stop()
  }
})
