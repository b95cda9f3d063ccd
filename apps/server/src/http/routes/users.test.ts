import { expect, test } from 'vitest'
import { newUuid, publicId } from '../../ids.ts'
import { useHookline } from '../../testing/use.ts'

const app = await useHookline()

const send = (userId: string, more: object = {}) => app.ok('POST', '/v1/events', { type: 'user_login', userId, ...more })
const at = (userId: string) => `/v1/users/${encodeURIComponent(userId)}`

test('a user is made by its first event, and its state is what events made of it', async () => {
  await send('u-1', { state: { level: 1, brand: 'red' } })
  await send('u-1', { state: { level: 2, brand: null } })
  const user = await app.ok('GET', '/v1/users/u-1')
  expect(user).toEqual({ id: 'u-1', state: { level: 2 }, firstSeenAt: expect.any(String), lastSeenAt: expect.any(String) })
  expect(Date.parse(user.lastSeenAt)).toBeGreaterThanOrEqual(Date.parse(user.firstSeenAt))
  expect((await app.api('GET', '/v1/users/nobody')).status).toBe(404)
})

test.each(['a b&c', 'x/y/z', '50%', '50%2F', 'ü ❤ 😀', '?q=1#top', 'a+b', "o'neil", '..a'])(
  'a user id of any printable characters is found by its path: %s',
  async (userId) => {
    await send(userId, { state: { mine: userId } })
    expect(await app.ok('GET', at(userId))).toMatchObject({ id: userId, state: { mine: userId } })
    expect((await app.ok('GET', `${at(userId)}/events`)).items).toHaveLength(1)
    expect((await app.ok('GET', `/v1/users?q=${encodeURIComponent(userId)}`)).items.map((user: { id: string }) => user.id)).toContain(
      userId,
    )
  },
)

test('an id that no user can have is refused, not failed upon', async () => {
  expect((await app.api('GET', '/v1/users/a%00b')).json).toMatchObject({ status: 422, errors: [{ path: 'param.userId' }] })
  expect((await app.api('GET', `/v1/users/${'x'.repeat(256)}`)).status).toBe(422)
  expect((await app.api('GET', '/v1/users?q=%00')).status).toBe(422)
  const cursor = Buffer.from(JSON.stringify(['\u0000'])).toString('base64url')
  expect((await app.api('GET', `/v1/users?cursor=${cursor}`)).json).toMatchObject({ errors: [{ code: 'cursor.invalid' }] })
  expect((await app.api('GET', `/v1/users/u-1/events?cursor=${cursor}`)).json).toMatchObject({ errors: [{ code: 'cursor.invalid' }] })
})

test('a patch is merged into the state as an event is: top level, null deletes, and it is audited without values', async () => {
  await send('u-2', { state: { level: 1, address: { city: 'Ghent', zip: '9000' }, gone: true } })
  const patched = await app.ok('PATCH', '/v1/users/u-2', { state: { address: { city: 'Bruges' }, gone: null, 'odd \u0000 \ud800 key': 1 } })
  expect(patched.state).toEqual({ level: 1, address: { city: 'Bruges' }, 'odd \u0000 \ud800 key': 1 })
  expect((await app.ok('GET', '/v1/users/u-2')).state).toEqual(patched.state)
  const [entry] = (await app.ok('GET', '/v1/audit?limit=1')).items
  expect(entry).toMatchObject({ action: 'user.update', target: { kind: 'user', id: 'u-2' } })
  expect(JSON.stringify(entry)).not.toContain('Bruges')
})

test('a patch makes no user, and one without a state is refused', async () => {
  expect((await app.api('PATCH', '/v1/users/u-none', { state: {} })).status).toBe(404)
  expect((await app.api('PATCH', '/v1/users/u-2', {})).json.errors).toMatchObject([{ path: 'state' }])
  expect((await app.api('PATCH', '/v1/users/u-2', { state: [] })).json.errors).toMatchObject([{ path: 'state' }])
  expect((await app.api('PATCH', '/v1/users/u-2', { state: {}, id: 'x' })).json.errors).toMatchObject([
    { path: 'id', code: 'field.unknown' },
  ])
  expect((await app.api('PATCH', '/v1/users/u-2', undefined, { raw: '{"state":{"__proto__":1}}' })).status).toBe(422)
})

test('a patch of more than 64 KiB is refused, and one that would make the state larger than 1 MiB', async () => {
  await send('u-large')
  const text = 'x'.repeat(60_000)
  const patch = (state: object) => app.api('PATCH', '/v1/users/u-large', { state })
  expect((await patch({ text: 'x'.repeat(65_536) })).json).toMatchObject({
    ...{ status: 422, errors: [{ path: 'state', code: 'state.patch-too-large' }] },
  })
  for (let field = 0; field < 17; field++) expect((await patch({ [`field${field}`]: text })).status).toBe(200)
  expect((await patch({ field17: text })).json).toMatchObject({ status: 422, errors: [{ path: 'state', code: 'state.too-large' }] })
  await expect(send('u-large', { state: { field17: text } })).rejects.toThrow('answered 422')
  // As it may have grown before events were held to that too.
  const { sql } = app.hookline.services.database
  await sql`UPDATE users SET state = (state::jsonb || ${JSON.stringify({ field17: text })}::text::jsonb)::json WHERE id = 'u-large'`
  expect((await patch({ field18: 1 })).status).toBe(422)
  expect((await patch({ field16: null })).status).toBe(200)
  expect((await patch({ field18: 1 })).status).toBe(200)
})

test('patches and events on one user at once are all kept', async () => {
  await send('u-3')
  const numbers = Array.from({ length: 10 }, (_, index) => index)
  await Promise.all([
    ...numbers.map((n) => app.ok('PATCH', '/v1/users/u-3', { state: { [`patch${n}`]: n } })),
    ...numbers.map((n) => send('u-3', { state: { [`event${n}`]: n } })),
  ])
  expect(Object.keys((await app.ok('GET', '/v1/users/u-3')).state)).toHaveLength(20)
})

test("a user's events are listed with the newest first, page by page", async () => {
  for (const id of ['e-1', 'e-2', 'e-3']) await send('u-4', { id, data: { id }, occurredAt: '2026-11-21T10:00:00Z' })
  await send('u-other')
  const first = await app.ok('GET', '/v1/users/u-4/events?limit=2')
  const second = await app.ok('GET', `/v1/users/u-4/events?limit=2&cursor=${first.nextCursor}`)
  expect([...first.items, ...second.items].map((event) => event.id)).toEqual(['e-3', 'e-2', 'e-1'])
  expect(second.nextCursor).toBeNull()
  expect(first.items[0]).toEqual({
    ...{ id: 'e-3', type: 'user_login', userId: 'u-4', campaignId: null, data: { id: 'e-3' }, state: null },
    ...{ occurredAt: '2026-11-21T10:00:00Z', receivedAt: expect.any(String) },
  })
  expect((await app.api('GET', '/v1/users/u-none/events')).status).toBe(404)
})

test("a user's runs are listed with the newest first", async () => {
  await send('u-5')
  const { database, clock } = app.hookline.services
  const [older, newer, automation] = [newUuid(clock.now()), newUuid(clock.now()), newUuid(clock.now())]
  for (const id of [older, newer]) {
    await database.sql`
      INSERT INTO runs (workspace_id, id, automation_id, version, user_id, event_id, status, path, finished_at)
      VALUES (1, ${id}, ${automation}, 3, 'u-5', 'e-9', 'finished', '[]', now())`
  }
  const { items } = await app.ok('GET', '/v1/users/u-5/runs')
  expect(items.map((run: { id: string }) => run.id)).toEqual([publicId('run', newer), publicId('run', older)])
  expect(items[0]).toMatchObject({ automationId: publicId('aut', automation), version: 3, userId: 'u-5', status: 'finished', error: null })
})

test('users are listed by id, and q finds a part of an id', async () => {
  for (const id of ['list-a', 'list-b', 'LIST-c', 'other_list']) await send(id)
  const ids = async (query: string) => (await app.ok('GET', `/v1/users?${query}`)).items.map((user: { id: string }) => user.id)
  expect((await ids('q=list-')).sort()).toEqual(['LIST-c', 'list-a', 'list-b'])
  expect(await ids('q=r_l')).toEqual(['other_list'])
  expect(await ids('q=%25')).toEqual(expect.not.arrayContaining(['list-a']))
  const first = await app.ok('GET', '/v1/users?limit=3')
  const rest = await app.ok('GET', `/v1/users?limit=500&cursor=${first.nextCursor}`)
  expect(new Set([...first.items, ...rest.items].map((user) => user.id)).size).toBe(first.items.length + rest.items.length)
})
