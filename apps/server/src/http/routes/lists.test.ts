import { beforeAll, expect, test } from 'vitest'
import { useHookline } from '../../testing/use.ts'

const app = await useHookline()

beforeAll(async () => {
  const events = ['a', 'b', 'c'].map((userId) => ({ type: 'listed', userId }))
  await app.ok('POST', '/v1/events', { events: [...events, ...events] })
})

const cursorOf = async (path: string) => (await app.ok('GET', path)).nextCursor as string
const problemOf = async (path: string) => {
  const { status, json } = await app.api('GET', path)
  return [status, json.errors?.map(({ path: at, code }: { path: string; code: string }) => [at, code])]
}

test.each([
  ['/v1/events?userID=a', 'query.userID'],
  ['/v1/deliveries?limit=10&state=pending', 'query.state'],
  ['/v1/deliveries/facets?limit=10', 'query.limit'],
  ['/v1/settings?verbose=1', 'query.verbose'],
])('GET %s is refused: the parameter %s is not known, and would be a filter that does nothing', async (path, at) => {
  expect(await problemOf(path)).toEqual([422, [[at, 'query.unknown']]])
})

test('a refused parameter is told with those that there are', async () => {
  const { json } = await app.api('GET', '/v1/events?sort=up&order=1')
  expect(json.errors.map(({ path }: { path: string }) => path)).toEqual(['query.sort', 'query.order'])
  expect(json.errors[0].message).toContain('type, userId')
})

test('a cursor goes on with its own list, whatever the size of a page', async () => {
  const cursor = await cursorOf('/v1/events?type=listed&limit=2')
  const { items } = await app.ok('GET', `/v1/events?limit=4&cursor=${cursor}&type=listed`)
  expect(items).toHaveLength(4)
})

test.each([
  ['of another list', '/v1/events?limit=2', '/v1/deliveries?limit=2'],
  ['of a list that has keys of the same form', '/v1/users?limit=2', '/v1/event-types?limit=2'],
  ['with another filter', '/v1/events?type=listed&limit=2', '/v1/events?type=other&limit=2'],
  ['with a filter more', '/v1/events?limit=2', '/v1/events?userId=a&limit=2'],
  ['with a filter less', '/v1/events?type=listed&limit=2', '/v1/events?limit=2'],
])('a cursor of a list is refused %s', async (_name, from, to) => {
  expect(await problemOf(`${to}&cursor=${await cursorOf(from)}`)).toEqual([422, [['query.cursor', 'cursor.of-another-list']]])
})
