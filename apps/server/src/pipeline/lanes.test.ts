import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Lanes } from './lanes.ts'

test('origins are served in turn, so a long line holds up no other', () => {
  const lanes = new Lanes<string>(100, 10)
  for (let n = 0; n < 5; n++) lanes.add('busy', `busy-${n}`)
  lanes.add('calm', 'calm-0')
  const order = [lanes.take(), lanes.take(), lanes.take()]
  expect(order).toContain('calm-0')
})

test('an origin at its cap is passed over until one of its calls is done', () => {
  const lanes = new Lanes<string>(100, 1)
  for (const item of ['a1', 'a2']) lanes.add('a', item)
  expect(lanes.take()).toBe('a1')
  expect(lanes.take()).toBeUndefined()
  lanes.done('a')
  expect(lanes.take()).toBe('a2')
})

test('every item that is added is taken exactly once, first in first out for each origin, and never beyond the cap', () => {
  const step = fc.oneof(fc.record({ add: fc.constantFrom('a', 'b', 'c') }), fc.constant('take' as const), fc.constant('done' as const))
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 9 }), (steps, cap, slots) => {
      const lanes = new Lanes<{ origin: string; n: number }>(slots, cap)
      const added = new Map<string, number>()
      const taken = new Map<string, number>()
      const active: string[] = []
      const take = () => {
        const item = lanes.take()
        if (!item) return false
        expect(item.n).toBe(taken.get(item.origin) ?? 0)
        taken.set(item.origin, item.n + 1)
        active.push(item.origin)
        expect(active.filter((origin) => origin === item.origin).length).toBeLessThanOrEqual(cap)
        expect(active.length).toBeLessThanOrEqual(slots)
        return true
      }
      const finish = () => {
        const origin = active.shift()
        if (origin !== undefined) lanes.done(origin)
      }
      for (const now of steps) {
        if (now === 'take') take()
        else if (now === 'done') finish()
        else {
          const n = added.get(now.add) ?? 0
          lanes.add(now.add, { origin: now.add, n })
          added.set(now.add, n + 1)
        }
      }
      while (take() || active.length > 0) finish()
      expect(taken).toEqual(added)
    }),
  )
})

test('what is drained is everything that waited, and nothing of it is taken afterwards', () => {
  const lanes = new Lanes<number>(100, 1)
  for (let n = 0; n < 3; n++) lanes.add('a', n)
  lanes.take()
  expect(lanes.drain()).toEqual([1, 2])
  lanes.done('a')
  expect(lanes.take()).toBeUndefined()
})

function takeAll(lanes: Lanes<string>): Map<string, number> {
  const counts = new Map<string, number>()
  for (let item = lanes.take(); item; item = lanes.take()) counts.set(item, (counts.get(item) ?? 0) + 1)
  return counts
}

test('four origins that hang do not take all slots, and one that comes later gets many at once', () => {
  const lanes = new Lanes<string>(1024, 256)
  for (const origin of ['a', 'b', 'c', 'd']) for (let n = 0; n < 1000; n++) lanes.add(origin, origin)
  const hanging = takeAll(lanes)
  expect([...hanging.values()].reduce((sum, count) => sum + count)).toBeLessThanOrEqual(800)
  for (let n = 0; n < 100; n++) lanes.add('calm', 'calm')
  expect(takeAll(lanes).get('calm')).toBe(100)
})

test('an origin that is alone has its whole cap, and gives of it to others as its calls are done', () => {
  const lanes = new Lanes<string>(100, 30)
  for (let n = 0; n < 1000; n++) lanes.add('first', 'first')
  expect(takeAll(lanes)).toEqual(new Map([['first', 30]]))
  for (const origin of ['b', 'c', 'd']) for (let n = 0; n < 1000; n++) lanes.add(origin, origin)
  takeAll(lanes)
  for (let n = 0; n < 15; n++) lanes.done('first')
  const next = takeAll(lanes)
  expect(next.get('first') ?? 0).toBeLessThan(10)
})
