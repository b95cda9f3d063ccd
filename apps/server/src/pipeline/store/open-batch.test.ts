import postgres from 'postgres'
import { expect, test } from 'vitest'
import { useHookline } from '../../testing/use.ts'

const app = await useHookline()

test('an event sent again under the id that Hookline made changes nothing, and is still found', async () => {
  const first = await app.ok('POST', '/v1/events', { type: 'made', userId: 'maker', data: { n: 1 } })
  const [id] = first.ids
  expect(await app.ok('POST', '/v1/events', { id, type: 'made', userId: 'somebody-else', data: { n: 2 } })).toEqual({
    accepted: 0,
    duplicates: 1,
    ids: [id],
  })
  expect(await app.ok('GET', `/v1/events/${id}`)).toMatchObject({ id, userId: 'maker', data: { n: 1 } })
  expect((await app.api('GET', '/v1/users/somebody-else')).status).toBe(404)
})

test("an id of the form that Hookline makes may be a caller's own", async () => {
  const id = `evt_${'0'.repeat(32)}`
  expect(await app.ok('POST', '/v1/events', { id, type: 'own', userId: 'u' })).toMatchObject({ accepted: 1 })
  expect(await app.ok('POST', '/v1/events', { id, type: 'own', userId: 'u' })).toMatchObject({ duplicates: 1 })
  expect(await app.ok('GET', `/v1/events/${id}`)).toMatchObject({ id, type: 'own' })
})

test('a second event of an id changes neither its user nor anybody else', async () => {
  await app.ok('POST', '/v1/events', { id: 'once', type: 'x', userId: 'first', state: { level: 1 } })
  await app.ok('POST', '/v1/events', { id: 'once', type: 'x', userId: 'second', state: { level: 2 } })
  expect((await app.ok('GET', '/v1/users/first')).state).toEqual({ level: 1 })
  expect((await app.api('GET', '/v1/users/second')).status).toBe(404)
})

test('a user whom the database has lost is made again by the next event, with its state', async () => {
  await app.ok('POST', '/v1/events', { type: 'x', userId: 'lost' })
  const sql = postgres(app.config.databaseUrl ?? '')
  await sql`DELETE FROM users WHERE id = 'lost'`
  await sql.end()
  expect(await app.ok('POST', '/v1/events', { type: 'x', userId: 'lost', state: { level: 3 } })).toMatchObject({ accepted: 1 })
  expect((await app.ok('GET', '/v1/users/lost')).state).toEqual({ level: 3 })
})
