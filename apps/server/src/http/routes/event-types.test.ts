import { expect, test } from 'vitest'
import { eventually } from '../../testing/hookline.ts'
import { useHookline } from '../../testing/use.ts'

const app = await useHookline()

const at = (name: string) => `/v1/event-types/${encodeURIComponent(name)}`
const send = (type: string, ...datas: object[]) =>
  app.ok('POST', '/v1/events', { events: datas.map((data) => ({ type, userId: 'u-1', data })) })

/** The type once so many of its events were sampled. */
function observed(name: string, sampled: number) {
  return eventually(async () => {
    const { status, json } = await app.api('GET', at(name))
    return status === 200 && json.observations.sampled >= sampled ? json : null
  })
}

test('a new workspace knows a dozen campaign events, each with a title, a schema and a sample', async () => {
  const { items } = await app.ok('GET', '/v1/event-types')
  expect(items).toHaveLength(12)
  for (const type of items) {
    expect(type).toMatchObject({ source: 'declared', schema: { type: 'object' }, lastSample: null, lastSeenAt: null })
    expect(Object.keys(type.sample)).toEqual(Object.keys(type.schema.properties))
  }
})

test('a type that was never declared comes by itself, with a title, a schema, the last sample and what is absent', async () => {
  await send('order.shippedLate', { id: 1, address: { city: 'Ghent', zip: '9000' } }, { id: 2.5, address: { city: 'Bruges' }, note: null })
  const type = await observed('order.shippedLate', 2)
  expect(type).toMatchObject({
    ...{ title: 'Order shipped late', description: '', group: null, source: 'observed' },
    lastSample: { id: 2.5, address: { city: 'Bruges' }, note: null },
    sample: { id: 2.5 },
    observations: { sampled: 2, absent: { id: 0, address: 0, 'address.city': 0, 'address.zip': 1, note: 1 } },
  })
  expect(type.schema).toEqual({
    type: 'object',
    properties: {
      id: { type: 'number' },
      address: { type: 'object', properties: { city: { type: 'string' }, zip: { type: 'string' } } },
      note: { type: 'null' },
    },
  })
  expect(Date.parse(type.lastSeenAt)).toBeGreaterThanOrEqual(Date.parse(type.firstSeenAt))
})

test('an event of a declared type leaves its schema and sample, and tells what is seen and absent', async () => {
  const declared = await app.ok('GET', '/v1/event-types/level_up')
  await send('level_up', { level: 9, extra: true })
  expect(await observed('level_up', 1)).toMatchObject({
    ...{ source: 'declared', schema: declared.schema, sample: declared.sample, lastSample: { level: 9, extra: true } },
    observations: { sampled: 1, absent: { level: 0, previous_level: 1, total_xp: 1, extra: 0 } },
  })
})

test('a declared type is made with its schema and sample, changed, and removed', async () => {
  const schema = {
    type: 'object',
    properties: { amount: { type: ['number', 'null'] }, lines: { type: 'array', items: {} } },
    required: ['amount'],
  }
  const made = await app.ok('POST', '/v1/event-types', { name: 'refund paid!', group: 'shop', schema, sample: { amount: 5 } })
  expect(made).toMatchObject({
    name: 'refund paid!',
    title: 'Refund paid!',
    group: 'shop',
    source: 'declared',
    schema,
    sample: { amount: 5 },
  })
  expect(made.observations).toEqual({ sampled: 0, absent: {} })
  expect((await app.api('POST', '/v1/event-types', { name: 'refund paid!' })).status).toBe(409)
  const changed = await app.ok('PATCH', at('refund paid!'), { title: 'Refund', description: 'Money back', group: null, sample: null })
  expect(changed).toMatchObject({ title: 'Refund', description: 'Money back', group: null, sample: null, schema })
  expect(await app.ok('GET', at('refund paid!'))).toEqual(changed)
  expect((await app.api('DELETE', at('refund paid!'))).status).toBe(204)
  expect((await app.api('GET', at('refund paid!'))).status).toBe(404)
  expect((await app.api('DELETE', at('refund paid!'))).status).toBe(404)
  const { items } = await app.ok('GET', '/v1/audit?limit=3')
  expect(items.map((entry: { action: string }) => entry.action)).toEqual(['event-type.remove', 'event-type.update', 'event-type.create'])
})

test('a schema makes a declared type of an observed one, by PATCH as by POST, and keeps what was seen', async () => {
  await send('seen_1', { a: 1 })
  await send('seen_2', { a: 1 })
  await observed('seen_1', 1)
  await observed('seen_2', 1)
  expect(await app.ok('PATCH', '/v1/event-types/seen_1', { title: 'Seen' })).toMatchObject({ source: 'observed', title: 'Seen' })
  const schema = { type: 'object', properties: { b: { type: 'string' } } }
  const seen = { source: 'declared', schema, lastSample: { a: 1 }, observations: { sampled: 1 } }
  expect(await app.ok('PATCH', '/v1/event-types/seen_1', { schema })).toMatchObject(seen)
  expect(await app.ok('POST', '/v1/event-types', { name: 'seen_2', schema })).toMatchObject(seen)
})

test('a new group is what payloads carry from the next event on', async () => {
  const { live } = app.hookline.services
  const before = live.current().generation
  await app.ok('PATCH', '/v1/event-types/user_login', { description: 'Somebody logged in.' })
  expect((await live.refresh()).generation).toBe(before)
  await app.ok('PATCH', '/v1/event-types/user_login', { group: 'sessions' })
  expect((await live.refresh()).groups.get('user_login')).toBe('sessions')
})

test.each([
  ['a prefix that is ours', { name: 'hookline.mine' }, 'name'],
  ['a slash in its name', { name: 'a/b' }, 'name'],
  ['a schema that is a list', { name: 'x', schema: [] }, 'schema'],
  ['a schema of no object', { name: 'x', schema: { type: 'string' } }, 'schema.type'],
  ['an unknown type', { name: 'x', schema: { properties: { a: { type: 'text' } } } }, 'schema.properties.a.type'],
  ['properties that are a list', { name: 'x', schema: { properties: [] } }, 'schema.properties'],
  ['a property that is no schema', { name: 'x', schema: { properties: { a: true } } }, 'schema.properties.a'],
  ['items that are no schema', { name: 'x', schema: { properties: { a: { items: [] } } } }, 'schema.properties.a.items'],
  ['required that is no list', { name: 'x', schema: { required: true } }, 'schema.required'],
  ['an enum that is no list', { name: 'x', schema: { enum: 1 } }, 'schema.enum'],
  ['an empty anyOf', { name: 'x', schema: { anyOf: [] } }, 'schema.anyOf'],
  ['a schema that is too large', { name: 'x', schema: { description: 'x'.repeat(70_000) } }, 'schema'],
  ['a sample that is too large', { name: 'x', sample: { text: 'x'.repeat(70_000) } }, 'sample'],
])('a declaration with %s is refused and the field is named', async (_, body, path) => {
  const { status, json } = await app.api('POST', '/v1/event-types', body)
  expect(status).toBe(422)
  expect(json.errors).toMatchObject([{ path, code: expect.any(String), message: expect.any(String) }])
  expect((await app.api('GET', '/v1/event-types/x')).status).toBe(404)
})

test('what users are seen to have becomes the schema of state', async () => {
  await app.ok('POST', '/v1/events', { type: 'user_login', userId: 'u-9', state: { level_name: 'Sunken city', vip: true } })
  const schema = await eventually(async () => {
    const [row] = await app.hookline.services.database.sql`SELECT schema FROM user_schemas`
    return row?.schema.properties?.vip ? row.schema : null
  })
  expect(schema.properties).toMatchObject({ level_name: { type: 'string' }, vip: { type: 'boolean' } })
})

test('hostile data is observed like any other, and what no path can name is not counted', async () => {
  const odd = {
    '': 1,
    'a.b': 1,
    'a b': { c: 1 },
    'x\u0000y': 1,
    '\ud800': 1,
    toString: 1,
    valueOf: { hasOwnProperty: 1 },
    'a[0]': 1,
    7: [],
  }
  await send('odd', odd, {})
  const type = await observed('odd', 2)
  expect(type.observations.absent).toEqual({ 7: 1, '[a.b]': 1, '[a b]': 1, '[a b].c': 1, 'x\u0000y': 1, '\ud800': 1 })
  expect(Object.keys(type.schema.properties)).toHaveLength(Object.keys(odd).length)
  expect(type.lastSample).toEqual({})
})

test('events of any size and depth leave a schema and a sample of bounded size', async () => {
  const wide = Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`field_${index}`, index]))
  const deep = JSON.parse(`${'{"a":'.repeat(60)}1${'}'.repeat(60)}`)
  const long = { text: 'x'.repeat(200_000), list: Array.from({ length: 5000 }, () => ({ n: 'y'.repeat(20) })), [`k${'e'.repeat(3000)}`]: 1 }
  await send('huge', wide, deep, long)
  const type = await observed('huge', 3)
  expect(JSON.stringify(type.schema).length).toBeLessThan(20_000)
  expect(type.schema).toMatchObject({ additionalProperties: true })
  expect(type.lastSample.text).toBe('x'.repeat(500))
  expect(JSON.stringify(type.lastSample).length).toBeLessThan(32 * 1024)
})
