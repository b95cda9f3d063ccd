import { execFileSync } from 'node:child_process'
import path from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Places, PlacesByKey } from './places.ts'

test('an item is at its place until it is taken out, and the place is given to another one then', () => {
  const places = new Places<string>()
  const [a, b] = [places.add('a'), places.add('b')]
  places.remove(a)
  expect(places.at(a)).toBeNull()
  expect(places.add('c')).toBe(a)
  expect(places.at(b)).toBe('b')
  expect(places.all().sort()).toEqual(['b', 'c'])
})

test('whatever is set and deleted, each key has what it has in a Map', () => {
  const key = fc.constantFrom('a', 'b', 'c', 'd', 'e')
  const step = fc.oneof(
    fc.tuple(fc.constant('set' as const), key, fc.integer()),
    fc.tuple(fc.constant('delete' as const), key, fc.constant(0)),
  )
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const map = new Map<string, number>()
      const places = new PlacesByKey<number>()
      for (const [kind, name, value] of steps) {
        if (kind === 'set') {
          map.set(name, value)
          places.set(name, value)
        } else {
          map.delete(name)
          places.delete(name)
        }
        for (const each of ['a', 'b', 'c', 'd', 'e']) expect(places.get(each)).toBe(map.get(each) ?? null)
      }
    }),
  )
})

test('what was taken out is freed by the next small collection, where a Map keeps it for a full one', () => {
  const program = path.join(import.meta.dirname, '../testing/churn.ts')
  const bytesKept = (keeper: 'map' | 'places') =>
    Number(execFileSync(process.execPath, ['--expose-gc', '--max-semi-space-size=1', program, keeper], { encoding: 'utf8' }))
  const [map, places] = [bytesKept('map'), bytesKept('places')]
  expect(places).toBeGreaterThanOrEqual(0)
  expect(places).toBeLessThan(map / 3)
})
