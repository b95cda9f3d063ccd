import { pino } from 'pino'
import { beforeAll, expect, test } from 'vitest'
import { startTestHookline, testKey } from '../../testing/hookline.ts'
import { admin, callFromPage, cookieOf, makeAdmin, signInFromPage, type TestMember } from '../../testing/member.ts'
import { useHookline } from '../../testing/use.ts'

const logged: string[] = []
const clock = { offsetMs: 0 }
let member: TestMember
const log = pino({ level: 'trace' }, { write: (line) => logged.push(line) })
const time = { now: () => Date.now(), monotonic: () => performance.now() + clock.offsetMs }
const app = await useHookline({ overrides: { log, clock: time } })

beforeAll(async () => {
  member = await makeAdmin(app)
})

const whoIs = async (cookie: string, at = app) =>
  (await at.api('GET', '/v1/session', undefined, { key: null, headers: { cookie } })).json.member
const signIn = (body: object) => callFromPage(app, 'POST', '/v1/session', body)

test('a cookie is kept from scripts and other sites, and lasts 30 days', async () => {
  const answer = await signIn(admin)
  expect(answer.headers.getSetCookie()).toEqual([
    expect.stringMatching(/^hookline_session=[^;]+; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax$/),
  ])
  expect(answer.headers.get('cache-control')).toBe('no-store')
})

test('behind https the cookie is sent over https alone', async () => {
  const secure = await startTestHookline({
    env: { PUBLIC_URL: 'https://hooks.example.com', HOOKLINE_ADMIN_EMAIL: admin.email, HOOKLINE_ADMIN_PASSWORD: admin.password },
  })
  try {
    const headers = { origin: 'https://hooks.example.com' }
    const answer = await secure.api('POST', '/v1/session', admin, { key: null, headers })
    expect(answer.headers.getSetCookie()).toEqual([expect.stringMatching(/^__Secure-hookline_session=.*; HttpOnly; Secure; SameSite=Lax$/)])
    const cookie = cookieOf(answer)
    expect(await whoIs(cookie, secure)).toMatchObject({ email: admin.email })
    const change = await secure.api('PATCH', '/v1/session', { name: 'Ada' }, { key: null, headers: { ...headers, cookie } })
    expect(change.status).toBe(200)
    const out = await secure.api('DELETE', '/v1/session', undefined, { key: null, headers: { ...headers, cookie } })
    expect(out.headers.getSetCookie()).toEqual([expect.stringMatching(/^__Secure-hookline_session=; Max-Age=0; Path=\/;.*Secure/)])
  } finally {
    await secure.stop()
  }
})

test('an unknown e-mail address and a wrong password are refused in the same words', async () => {
  const [unknown, wrong] = [await signIn({ ...admin, email: 'eve@example.com' }), await signIn({ ...admin, password: 'a wrong password' })]
  expect(unknown.status).toBe(401)
  expect(unknown.text).toBe(wrong.text)
  expect([...unknown.headers.getSetCookie(), ...wrong.headers.getSetCookie()]).toEqual([])
})

test('a session opens the API as a key does, and everything that is changed bears the member', async () => {
  expect((await member.call('GET', '/v1/webhooks')).status).toBe(200)
  const made = await member.call('POST', '/v1/automations', { kind: 'rule', name: 'By Ada' })
  expect(made.status).toBe(201)
  expect(made.json).toMatchObject({ updatedBy: admin.email })
  const { items } = (await member.call('GET', '/v1/audit')).json
  expect(items[0]).toMatchObject({
    action: 'automation.create',
    actor: { kind: 'member', id: (await whoIs(member.cookie)).id, name: admin.email },
  })
  expect((await member.call('POST', '/v1/events', { type: 'user_login', userId: 'u' })).status).toBe(202)
})

test('what changes something with a cookie must come from our own page; a key needs not', async () => {
  const change = (headers: Record<string, string>, key: string | null = null) =>
    app.api('POST', '/v1/campaigns', { name: 'x' }, { key, headers: { cookie: member.cookie, ...headers } })
  const host = new URL(app.url).host
  for (const headers of [
    { origin: 'https://evil.example' },
    { origin: `http://evil.example:${new URL(app.url).port}` },
    { origin: `http://${host}.evil.example` },
    { origin: 'null' },
    { origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    {},
  ]) {
    const answer = await change(headers)
    expect([headers, answer.status]).toEqual([headers, 403])
    expect(answer.json.detail).toMatch(/PUBLIC_URL/)
    expect((await change(headers, testKey)).status).toBe(201)
  }
  for (const headers of [{ origin: app.url }, { 'sec-fetch-site': 'same-origin' }, { origin: 'null', 'sec-fetch-site': 'same-origin' }]) {
    expect([headers, (await change(headers)).status]).toEqual([headers, 201])
  }
  for (const [method, path] of [
    ['DELETE', '/v1/session'],
    ['PATCH', '/v1/session'],
    ['POST', '/v1/session/password'],
  ] as const) {
    expect((await member.call(method, path, {}, { origin: 'https://evil.example' })).status).toBe(403)
  }
  expect(await whoIs(member.cookie)).not.toBeNull()
  const read = await app.api('GET', '/v1/campaigns', undefined, {
    key: null,
    headers: { cookie: member.cookie, origin: 'https://evil.example' },
  })
  expect(read.status).toBe(200)
  expect(read.headers.get('access-control-allow-origin')).toBeNull()
})

test('a key that is sent with a cookie comes first, whatever the case of its scheme', async () => {
  const { key } = await app.ok('POST', '/v1/api-keys', { name: 'reader', scope: 'read' })
  for (const scheme of ['Bearer', 'bearer', 'BEARER']) {
    const ask = (path: string) => member.call('GET', path, undefined, { authorization: `${scheme} ${key}` })
    expect((await ask('/v1/campaigns')).status).toBe(200)
    expect((await ask('/v1/members')).status).toBe(403)
  }
  expect((await member.call('GET', '/v1/campaigns', undefined, { authorization: 'Bearer nonsense' })).status).toBe(401)
  expect((await member.call('GET', '/v1/campaigns', undefined, { authorization: 'Basic eDp5' })).status).toBe(200)
})

test('what belongs to a member is refused to a key', async () => {
  for (const [method, path, body] of [
    ['PATCH', '/v1/session', { name: 'x' }],
    ['POST', '/v1/session/password', { current: admin.password, new: 'another password' }],
  ] as const) {
    expect((await app.api(method, path, body)).status).toBe(403)
  }
})

test.each([
  ['nothing', (cookie: string) => cookie.replace(/=.*/, '=')],
  ['another signature', (cookie: string) => cookie.replace(/\.[^.]*$/, '.AAAA')],
  ['no signature', (cookie: string) => cookie.replace(/\.[^.]*$/, '')],
  ['another token', (cookie: string) => cookie.replace(/=./, '=_')],
  ['nonsense', () => `hookline_session=${'%'.repeat(50)}`],
  ['much nonsense', () => `hookline_session=${'x.'.repeat(3000)}`],
])('a cookie with %s opens nothing', async (_, forge) => {
  const headers = { cookie: forge(member.cookie), origin: app.url }
  expect((await app.api('GET', '/v1/campaigns', undefined, { key: null, headers })).status).toBe(401)
  expect((await app.api('GET', '/v1/session', undefined, { key: null, headers })).json.member).toBeNull()
})

test('signing out ends the session at once here, and soon on another process; no other session ends', async () => {
  const other = await startTestHookline({
    databaseUrl: app.config.databaseUrl ?? '',
    overrides: { clock: { now: Date.now, monotonic: () => performance.now() + clock.offsetMs } },
  })
  try {
    const { cookie, call } = await signInFromPage(app)
    expect(await whoIs(cookie)).toMatchObject({ email: admin.email })
    expect(await whoIs(cookie, other)).toMatchObject({ email: admin.email })
    const out = await call('DELETE', '/v1/session')
    expect([out.status, out.headers.getSetCookie()]).toEqual([
      204,
      [expect.stringMatching(/^hookline_session=; Max-Age=0; Path=\/; HttpOnly; SameSite=Lax$/)],
    ])
    expect(await whoIs(cookie)).toBeNull()
    expect((await call('GET', '/v1/campaigns')).status).toBe(401)
    clock.offsetMs += 5000
    expect(await whoIs(cookie, other)).toBeNull()
    expect(await whoIs(member.cookie)).not.toBeNull()
    expect((await call('DELETE', '/v1/session')).status).toBe(204)
  } finally {
    await other.stop()
  }
})

test('a name is changed by its member, and the audit trail says so', async () => {
  const answer = await member.call('PATCH', '/v1/session', { name: '  Ada Lovelace ' })
  expect(answer.json.member).toMatchObject({ email: admin.email, name: 'Ada Lovelace', role: 'admin' })
  expect(await whoIs(member.cookie)).toEqual(answer.json.member)
  expect((await member.call('GET', '/v1/audit')).json.items[0]).toMatchObject({
    ...{ action: 'member.rename', actor: { kind: 'member', name: admin.email }, detail: { name: 'Ada Lovelace' } },
  })
  expect((await member.call('PATCH', '/v1/session', { role: 'admin' })).status).toBe(422)
})

test('a changed password ends every other session and the old password; a wrong one changes nothing', async () => {
  const other = await signInFromPage(app)
  const changed = { current: admin.password, new: 'a new password 43' }
  const change = (body: object) => member.call('POST', '/v1/session/password', body)
  expect(await change({ ...changed, current: 'a wrong password' })).toMatchObject({
    ...{ status: 422, json: { errors: [{ path: 'current', code: 'password.wrong' }] } },
  })
  expect((await change({ ...changed, new: 'short' })).json.errors[0].path).toBe('new')
  expect(await whoIs(other.cookie)).not.toBeNull()
  expect((await change(changed)).status).toBe(204)
  expect(await whoIs(other.cookie)).toBeNull()
  expect(await whoIs(member.cookie)).not.toBeNull()
  expect((await signIn(admin)).status).toBe(401)
  expect((await signIn({ ...admin, password: changed.new })).status).toBe(200)
  const [entry] = (await member.call('GET', '/v1/audit')).json.items
  expect(entry).toMatchObject({
    action: 'member.change-password',
    actor: { kind: 'member' },
    detail: { sessionsEnded: expect.any(Number) },
  })
  expect((await change({ current: changed.new, new: admin.password })).status).toBe(204)
})

test('a session is prolonged when it is used after a day, and ends 30 days after its last use', async () => {
  const { sql } = app.hookline.services.database
  const { cookie, call } = await signInFromPage(app)
  const token = decodeURIComponent(cookie.slice(cookie.indexOf('=') + 1)).split('.')[0] ?? ''
  const expireIn = async (days: number) => {
    await sql`UPDATE sessions SET expires_at = now() + ${days} * interval '1 day' WHERE token = ${token}`
    clock.offsetMs += 5000
  }
  await expireIn(20)
  expect((await call('GET', '/v1/campaigns')).headers.getSetCookie()).toEqual([expect.stringContaining('Max-Age=2592000')])
  const [row] = await sql`SELECT expires_at > now() + interval '29 days' AS prolonged FROM sessions WHERE token = ${token}`
  expect(row?.prolonged).toBe(true)
  expect((await call('GET', '/v1/campaigns')).headers.getSetCookie()).toEqual([])
  await expireIn(-1)
  expect((await call('GET', '/v1/campaigns')).status).toBe(401)
})

test('roles: a viewer reads and changes nothing', async () => {
  const { sql } = app.hookline.services.database
  const setRole = async (role: string) => {
    await sql`UPDATE members SET role = ${role}`
    clock.offsetMs += 5000
  }
  await setRole('viewer')
  expect((await member.call('GET', '/v1/campaigns')).status).toBe(200)
  expect(await member.call('POST', '/v1/campaigns', { name: 'x' })).toMatchObject({
    status: 403,
    json: { detail: expect.stringContaining('viewer') },
  })
  expect((await member.call('GET', '/v1/members')).status).toBe(403)
  expect((await member.call('PATCH', '/v1/session', { name: 'Ada' })).status).toBe(200)
  await setRole('marketer')
  expect((await member.call('POST', '/v1/campaigns', { name: 'x' })).status).toBe(201)
  await setRole('admin')
})

test('guessing is refused with Retry-After, for the right password too, until time has passed', async () => {
  const guess = (password: string, email = 'guessed@example.com') => signIn({ email, password })
  const statuses: number[] = []
  for (let i = 0; i < 12; i++) statuses.push((await guess(`wrong password ${i}`)).status)
  expect(statuses).toEqual([...Array(10).fill(401), 429, 429])
  const refused = await guess('wrong')
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(refused.json.detail).toMatch(/Try again in \d+ s/)
  expect((await signIn(admin)).status).toBe(200)
  // Many addresses tried from one place are one place's guessing.
  for (let i = 0; i < 60; i++) statuses.push((await guess('wrong password', `someone-${i}@example.com`)).status)
  expect(statuses.at(-1)).toBe(429)
  expect((await signIn(admin)).status).toBe(429)
  clock.offsetMs += 3_600_000
  expect((await signIn(admin)).status).toBe(200)
})

test('signing in rightly is never slowed down', async () => {
  for (let i = 0; i < 15; i++) expect((await signIn(admin)).status).toBe(200)
})

test('passwords, cookies, tokens and hashes reach no log and no answer but the cookie', async () => {
  const { sql } = app.hookline.services.database
  await sql`ALTER TABLE sessions RENAME TO sessions_away`
  clock.offsetMs += 5000
  expect((await member.call('GET', '/v1/campaigns')).status).toBe(503)
  expect((await signIn(admin)).status).toBe(500)
  await sql`ALTER TABLE sessions_away RENAME TO sessions`
  const [row] = await sql`SELECT password_hash FROM credentials`
  const secrets = [
    admin.password,
    row?.password_hash,
    decodeURIComponent(member.cookie.split('=')[1] ?? '').split('.')[0],
    app.hookline.services.members.firstAdminToken.url.split('=')[1],
  ]
  const said = logged.join('') + (await app.api('GET', '/v1/audit?limit=500')).text
  expect(said).toContain('members: ')
  for (const secret of secrets) {
    expect(secret).toMatch(/.{10,}/)
    expect(said).not.toContain(secret)
  }
})

test('the API document lists the routes, the cookie beside the key, and asks nothing before signing in', async () => {
  const { json } = await app.api('GET', '/openapi.json', undefined, { key: null })
  expect(json.components.securitySchemes.session).toMatchObject({ type: 'apiKey', in: 'cookie', name: 'hookline_session' })
  expect(json.paths['/v1/webhooks'].get.security).toEqual([{ apiKey: [] }, { session: [] }])
  expect(json.paths['/v1/session'].post).toMatchObject({ tags: ['Members'], security: [] })
  expect(json.paths['/v1/members/first-admin'].post.security).toEqual([])
})
