import type { JsonObject } from '@hookline/schema'
import { expect, test } from 'vitest'
import { fieldPaths } from './field-paths.ts'
import { humanise } from './humanise.ts'
import { inferSchema, mergeInferred } from './infer-schema.ts'

function merged(...values: JsonObject[]) {
  return values.reduce<ReturnType<typeof inferSchema>>((known, value) => {
    const seen = inferSchema([value])
    return seen && mergeInferred(known, seen)
  }, null)
}

test('a schema allows what each of the events had', () => {
  expect(merged({ a: 1, b: ['x'] }, { a: 'one', b: [1, null] }, { c: { d: true } }, {})).toEqual({
    type: 'object',
    properties: {
      a: { type: ['integer', 'string'] },
      b: { type: 'array', items: { type: ['null', 'integer', 'string'] } },
      c: { type: 'object', properties: { d: { type: 'boolean' } } },
    },
  })
})

test('maps with ever new keys stop growing, and what is cut off is left open', () => {
  const schema = merged(...Array.from({ length: 300 }, (_, index) => ({ byId: { [`id-${index}`]: { n: index } } })))
  const byId = schema?.properties?.byId
  expect(Object.keys(byId?.properties ?? {})).toHaveLength(200)
  expect(byId?.additionalProperties).toBe(true)
})

test('the fields of objects nested in objects are bounded together', () => {
  const values = Array.from({ length: 100 }, (_, outer) =>
    Object.fromEntries([[`group-${outer}`, Object.fromEntries(Array.from({ length: 100 }, (_, inner) => [`f-${inner}`, 1]))]]),
  )
  expect(fieldPaths(merged(...values) ?? {}).length).toBeLessThanOrEqual(1000)
})

test('a field that is an object at times and a list at others is known by its paths', () => {
  expect(fieldPaths(merged({ a: { b: 1 } }, { a: [1] }) ?? {}).map(({ path }) => path)).toEqual(['a', 'a.b'])
})

test.each([
  ['level_completed', 'Level completed'],
  ['levelCompleted', 'Level completed'],
  ['Order Paid', 'Order paid'],
  ['crm.sync-failed:v2', 'Crm sync failed v2'],
  ['NPS_score', 'NPS score'],
  ['été_fini', 'Été fini'],
  ['___', '___'],
])('the title of %s is %s', (name, title) => {
  expect(humanise(name)).toBe(title)
})
