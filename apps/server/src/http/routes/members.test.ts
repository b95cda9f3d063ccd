import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { afterEach, expect, test } from 'vitest'
import { startTestHookline, type TestHookline, type TestOptions } from '../../testing/hookline.ts'
import { admin, callFromPage, cookieOf, makeAdmin, signInFromPage } from '../../testing/member.ts'

const started: TestHookline[] = []
afterEach(async () => {
  for (const app of started.splice(0).reverse()) await app.stop()
})
async function start(options: TestOptions = {}): Promise<TestHookline> {
  const app = await startTestHookline(options)
  started.push(app)
  return app
}

const firstAdmin = (app: TestHookline, more: object = {}) => callFromPage(app, 'POST', '/v1/members/first-admin', { ...admin, ...more })
const session = async (app: TestHookline) => (await app.api('GET', '/v1/session', undefined, { key: null })).json
const rows = async (app: TestHookline) => app.hookline.services.database.sql`SELECT email, role FROM members`
const tokenOf = (app: TestHookline) => new URL(app.hookline.firstAdminUrl ?? '').searchParams.get('token')

/** Makes the first admin by a name of this machine, as a page does whose name leads to 127.0.0.1. */
async function callAs(name: string, app: TestHookline): Promise<number | undefined> {
  const { port } = new URL(app.url)
  const headers = { host: `${name}:${port}`, origin: `http://${name}:${port}`, 'content-type': 'application/json' }
  const call = request({ host: '127.0.0.1', port, method: 'POST', path: '/v1/members/first-admin', headers })
  call.end(JSON.stringify(admin))
  const [answer] = (await once(call, 'response')) as [IncomingMessage]
  answer.resume()
  return answer.statusCode
}

test('the first admin is made once, is signed in at once, and nobody signs up after that', async () => {
  const app = await start()
  expect(await session(app)).toEqual({ member: null, firstAdminNeeded: true, tokenNeeded: false })
  const made = await firstAdmin(app, { email: ' Ada@Example.com' })
  expect(made.status).toBe(201)
  expect(made.json).toEqual({
    member: { id: expect.stringMatching(/^mbr_[0-9a-f]{32}$/), email: admin.email, name: 'ada', role: 'admin' },
    ...{ firstAdminNeeded: false, tokenNeeded: false },
  })
  const cookie = cookieOf(made)
  expect((await app.api('GET', '/v1/session', undefined, { key: null, headers: { cookie } })).json).toEqual(made.json)
  expect(await session(app)).toEqual({ member: null, firstAdminNeeded: false, tokenNeeded: false })

  const second = { email: 'eve@example.com', token: tokenOf(app) }
  expect(await firstAdmin(app, second)).toMatchObject({ status: 409, json: { detail: expect.stringContaining('Sign in') } })
  for (const path of ['/v1/members', '/api/auth/sign-up/email', '/v1/sign-up', '/api/auth/sign-in/email']) {
    expect((await callFromPage(app, 'POST', path, { ...admin, ...second, name: 'Eve' })).status).toBeGreaterThanOrEqual(401)
  }
  expect(await rows(app)).toEqual([{ email: admin.email, role: 'admin' }])
})

test('two first admins at once: one is made, the other is refused', async () => {
  const app = await start()
  const other = await start({ databaseUrl: app.config.databaseUrl ?? '' })
  const emails = ['a@example.com', 'b@example.com', 'c@example.com', 'd@example.com']
  const answers = await Promise.all(emails.map((email, n) => firstAdmin(n % 2 ? app : other, { email })))
  expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409, 409])
  expect(await rows(app)).toHaveLength(1)
})

test('off loopback the first admin needs the token of this start', async () => {
  const app = await start({ env: { HOST: '0.0.0.0' } })
  expect(app.hookline.firstAdminUrl).toMatch(/^http:\/\/localhost:\d+\/first-admin\?token=[\w-]{32}$/)
  expect(await session(app)).toMatchObject({ firstAdminNeeded: true, tokenNeeded: true })
  const again = await start({ env: { HOST: '0.0.0.0' }, databaseUrl: app.config.databaseUrl ?? '' })
  for (const token of [undefined, '', 'x'.repeat(32), tokenOf(again)]) {
    expect(await firstAdmin(app, { token })).toMatchObject({ status: 403, json: { detail: expect.stringContaining('printed') } })
  }
  expect(await rows(app)).toHaveLength(0)
  expect((await firstAdmin(app, { token: tokenOf(app) })).status).toBe(201)
})

test('on loopback it needs the token too where a proxy or a strange name leads there', async () => {
  const app = await start()
  for (const headers of [{ 'x-forwarded-for': '203.0.113.7' }, { forwarded: 'for=203.0.113.7' }]) {
    const answer = await app.api('POST', '/v1/members/first-admin', admin, { key: null, headers })
    expect(answer.status).toBe(403)
  }
  expect(await callAs('rebound.example', app)).toBe(403)
  expect(await rows(app)).toHaveLength(0)
  expect(await callAs('localhost', app)).toBe(201)
  const proxied = await start({ env: { PUBLIC_URL: 'https://hooks.example.com' } })
  expect(await session(proxied)).toMatchObject({ tokenNeeded: true })
  expect(proxied.hookline.firstAdminUrl).toMatch(/^https:\/\/hooks\.example\.com\/first-admin\?token=/)
})

test('a page of a stranger makes no first admin and signs nobody in', async () => {
  const app = await start()
  for (const headers of [{ origin: 'https://evil.example' }, { 'sec-fetch-site': 'cross-site' }, { origin: 'null' }]) {
    for (const path of ['/v1/members/first-admin', '/v1/session']) {
      expect((await app.api('POST', path, admin, { key: null, headers })).status).toBe(403)
    }
  }
  expect(await rows(app)).toHaveLength(0)
})

test('the environment makes the first admin where there is none, and changes none that is there', async () => {
  const env = { HOOKLINE_ADMIN_EMAIL: 'Ada@example.com', HOOKLINE_ADMIN_PASSWORD: admin.password }
  const app = await start({ env })
  expect(app.hookline.firstAdminUrl).toBeNull()
  expect(await session(app)).toMatchObject({ firstAdminNeeded: false })
  await signInFromPage(app)
  const { items } = await app.ok('GET', '/v1/audit')
  expect(items).toMatchObject([{ action: 'member.create', actor: { kind: 'system', id: 'environment' }, detail: { email: admin.email } }])
  expect(JSON.stringify(items)).not.toContain(admin.password)
  const again = await start({
    env: { HOOKLINE_ADMIN_EMAIL: 'eve@example.com', HOOKLINE_ADMIN_PASSWORD: 'another password' },
    databaseUrl: app.config.databaseUrl ?? '',
  })
  expect(await rows(again)).toEqual([{ email: admin.email, role: 'admin' }])
})

test.each([
  ['a password of 9 characters', { password: 'ninechars' }, 'password'],
  ['a password of 129 characters', { password: 'x'.repeat(129) }, 'password'],
  ['no e-mail address', { email: 'ada' }, 'email'],
  ['a role of their own choice', { role: 'admin' }, 'role'],
])('a first admin with %s is refused by name', async (_, more, path) => {
  const app = await start()
  expect(await firstAdmin(app, more)).toMatchObject({ status: 422, json: { errors: [{ path }] } })
})

test('members are listed for who may manage, without anything secret', async () => {
  const app = await start()
  const member = await makeAdmin(app)
  const { json, text } = await member.call('GET', '/v1/members')
  expect(json).toEqual({
    items: [{ id: expect.any(String), email: admin.email, name: 'ada', role: 'admin', createdAt: expect.any(String) }],
    nextCursor: null,
  })
  expect(text).not.toMatch(/password|hash/i)
  const { key } = await app.ok('POST', '/v1/api-keys', { name: 'reader', scope: 'read' })
  expect((await app.api('GET', '/v1/members', undefined, { key })).status).toBe(403)
  expect((await app.api('GET', '/v1/members', undefined, { key: null })).status).toBe(401)
})
