import { expect, test } from 'vitest'
import { useHookline } from '../../testing/use.ts'

const app = await useHookline()

const sql = () => app.hookline.services.database.sql
const sendTo = (secret: string) => app.api('GET', `/echo-send/${secret}/`, undefined, { key: null })

test('a bucket is made with a secret of its own or the given one, which can be taken once', async () => {
  const made = await app.ok('POST', '/v1/echo-buckets', { name: 'Level 5' })
  expect(made).toMatchObject({ name: 'Level 5', answer: { status: 200, delayMs: 0, body: '' }, lastUsedAt: null })
  expect(made.secret).toMatch(/^[A-Za-z0-9_-]{24}$/)
  expect(made.url).toBe(`${app.url}/echo-send/${made.secret}/`)
  expect(await app.ok('POST', '/v1/echo-buckets', { secret: 'my-own-secret' })).toMatchObject({ secret: 'my-own-secret' })
  expect((await app.api('POST', '/v1/echo-buckets', { secret: 'my-own-secret' })).status).toBe(409)
})

test('a bucket made by its first request can be read, told what to answer, and removed with what it received', async () => {
  await sendTo('made-by-request')
  const bucket = await app.ok('GET', '/v1/echo-buckets/made-by-request')
  expect(bucket.lastUsedAt).not.toBeNull()
  const changed = await app.ok('PATCH', '/v1/echo-buckets/made-by-request', { answer: { status: 500 } })
  expect(changed).toEqual({ ...bucket, answer: { status: 500, delayMs: 0, body: '' } })
  expect((await sendTo('made-by-request')).status).toBe(500)
  expect((await app.api('DELETE', '/v1/echo-buckets/made-by-request')).status).toBe(204)
  expect((await app.api('GET', '/v1/echo-buckets/made-by-request')).status).toBe(404)
  expect(await sql()`SELECT FROM echo_requests WHERE secret = 'made-by-request'`).toHaveLength(0)
})

test('buckets are listed newest first, page by page', async () => {
  for (const secret of ['in-list-1', 'in-list-2', 'in-list-3']) await app.ok('POST', '/v1/echo-buckets', { secret })
  const first = await app.ok('GET', '/v1/echo-buckets?limit=2')
  const second = await app.ok('GET', `/v1/echo-buckets?limit=500&cursor=${first.nextCursor}`)
  const secrets = [...first.items, ...second.items].map((item: { secret: string }) => item.secret)
  expect(secrets.slice(0, 3)).toEqual(['in-list-3', 'in-list-2', 'in-list-1'])
  expect(new Set(secrets).size).toBe(secrets.length)
})

test('an answer that cannot be given is refused by field', async () => {
  const answer = await app.api('POST', '/v1/echo-buckets', { secret: 'short', answer: { status: 99, delayMs: 60_001, colour: 1 } })
  expect(answer.status).toBe(422)
  expect(answer.json.errors.map((error: { path: string }) => error.path).sort()).toEqual([
    'answer.colour',
    'answer.delayMs',
    'answer.status',
    'secret',
  ])
})

test('a change is in the audit without the secret', async () => {
  await app.ok('POST', '/v1/echo-buckets', { secret: 'secret-of-audit' })
  const rows = await sql()<{ entry: string }[]>`SELECT row_to_json(audit)::text AS entry FROM audit WHERE action = 'echo-bucket.create'`
  expect(rows.length).toBeGreaterThan(0)
  expect(rows.filter(({ entry }) => entry.includes('secret-of-audit'))).toEqual([])
})

test('lastUsedAt moves at most once a minute', async () => {
  const lastUsed = async () => (await app.ok('GET', '/v1/echo-buckets/used-at-times')).lastUsedAt
  await sendTo('used-at-times')
  const first = await lastUsed()
  await sendTo('used-at-times')
  expect(await lastUsed()).toBe(first)
  await sql()`UPDATE echo_buckets SET last_used_at = now() - interval '61 seconds' WHERE secret = 'used-at-times'`
  await sendTo('used-at-times')
  expect(Date.parse(await lastUsed())).toBeGreaterThanOrEqual(Date.parse(first))
})

test('a thousand buckets are the most: the next is refused with the remedy, those that exist go on', async () => {
  await sql()`INSERT INTO echo_buckets (workspace_id, secret, name, answer)
    SELECT 1, 'filler-' || n, 'Echo', '{"status":200,"delayMs":0,"body":""}' FROM generate_series(1, 1000) AS n`
  const refused = await sendTo('one-too-many')
  expect(refused.status).toBe(429)
  expect(refused.json.detail).toContain('Delete one')
  expect((await app.api('POST', '/v1/echo-buckets', {})).status).toBe(429)
  expect((await sendTo('filler-7')).status).toBe(200)
})
