import { pino } from 'pino'
import { afterAll, expect, test } from 'vitest'
import { startTestHookline } from '../testing/hookline.ts'

const lines: string[] = []
const log = pino({ level: 'error' }, { write: (line: string) => lines.push(line) })
const app = await startTestHookline({ overrides: { log } })
afterAll(() => app.stop())

test('a query that fails is logged with its cause, never with its parameters', async () => {
  const { sql } = app.hookline.services.database
  await sql`ALTER TABLE campaigns ADD CONSTRAINT none CHECK (name <> 'hunter2')`
  const answer = await app.api('POST', '/v1/campaigns', { id: 'hunter2-id', name: 'hunter2' })
  expect([answer.status, answer.headers.get('content-type')]).toEqual([500, 'application/problem+json'])
  expect(answer.text).not.toContain('hunter2')
  const logged = lines.filter((line) => line.includes('a request failed'))
  expect(logged.map((line) => JSON.parse(line))).toMatchObject([
    {
      method: 'POST',
      path: '/v1/campaigns',
      err: { code: '23514', constraint_name: 'none', message: expect.stringContaining('check constraint') },
    },
  ])
  expect(logged.join()).not.toContain('hunter2')
})

test('a call without a key, or with an unknown one, is told how to authenticate', async () => {
  for (const key of [null, 'hk_unknown']) {
    const answer = await app.api('GET', '/v1/campaigns', undefined, { key })
    expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([401, 'Bearer'])
  }
  expect((await app.api('GET', '/v1/nothing')).headers.get('www-authenticate')).toBeNull()
})

test.each([
  ['PUT', '/v1/campaigns', 'GET, HEAD, POST'],
  ['POST', '/v1/campaigns/summer', 'GET, HEAD, PATCH, DELETE'],
  ['DELETE', '/v1/events', 'GET, HEAD, POST'],
  ['GET', '/v1/templates/preview', 'POST'],
  ['POST', '/metrics', 'GET, HEAD'],
  ['OPTIONS', '/v1/settings', 'GET, HEAD, PATCH'],
])('%s %s answers 405 and says what is allowed: %s', async (method, path, allow) => {
  const answer = await app.api(method, path)
  const type = answer.headers.get('content-type')
  expect([answer.status, answer.headers.get('allow'), type]).toEqual([405, allow, 'application/problem+json'])
})

test.each(['GET', 'POST', 'PUT', 'DELETE'])('%s of an unknown path, or of a file that is not there, is 404', async (method) => {
  expect((await app.api(method, '/v1/nothing')).json).toMatchObject({ status: 404, title: 'Not found' })
  if (method === 'GET') expect((await app.api(method, '/assets/none.js')).status).toBe(404)
})
