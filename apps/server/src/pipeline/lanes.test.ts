import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type CallEnd, windowFirst, windowMost } from './lane-window.ts'
import { Lanes } from './lanes.ts'

const answered = { kind: 'answered', durationMs: 3 } as const
const lanesOf = <T>(slots: number, clock = { ms: 0 }) => new Lanes<T>({ slots, now: () => clock.ms })

test('origins are served in turn, so a long line holds up no other', () => {
  const lanes = lanesOf<string>(100)
  for (let n = 0; n < 5; n++) lanes.add('busy', `busy-${n}`)
  lanes.add('calm', 'calm-0')
  const order = [lanes.take(), lanes.take(), lanes.take()]
  expect(order).toContain('calm-0')
})

test('an origin at its window is passed over until one of its calls is done', () => {
  const lanes = lanesOf<number>(100)
  for (let n = 0; n < 20; n++) lanes.add('a', n)
  for (let n = 0; n < windowFirst; n++) expect(lanes.take()).toBe(n)
  expect(lanes.take()).toBeUndefined()
  lanes.done('a', { kind: 'other' })
  expect(lanes.take()).toBe(windowFirst)
  expect(lanes.take()).toBeUndefined()
})

test('a window grows by one with each answer while latency holds, and is halved by a time-out, never below one', () => {
  const lanes = lanesOf<string>(1000)
  for (let n = 0; n < 5000; n++) lanes.add('a', 'a')
  let underWay = 0
  const take = () => {
    underWay += takeAll(lanes).get('a') ?? 0
    return underWay
  }
  const end = (count: number, how: CallEnd) => {
    for (let n = 0; n < count; n++) lanes.done('a', how)
    underWay -= count
    return take()
  }
  expect(take()).toBe(windowFirst)
  expect(end(8, answered)).toBe(16)
  expect(end(16, { kind: 'answered', durationMs: 60 })).toBe(16)
  expect(end(16, answered)).toBe(32)
  expect(end(32, answered)).toBe(windowMost)
  expect(end(64, answered)).toBe(windowMost)
  expect(end(1, { kind: 'timed-out' })).toBe(windowMost - 1)
  expect(end(63, { kind: 'timed-out' })).toBe(1)
})

test('a lane with a rate lets no more leave in any second than it says, and the others are not touched', () => {
  const clock = { ms: 0 }
  const lanes = lanesOf<string>(100, clock)
  for (let n = 0; n < 50; n++) lanes.add('paced', 'paced', 4)
  for (let n = 0; n < 3; n++) lanes.add('free', 'free')
  const times: number[] = []
  for (; clock.ms <= 3000; clock.ms += 10) {
    for (let item = lanes.take(); item; item = lanes.take()) {
      if (item === 'paced') times.push(clock.ms)
      else expect(clock.ms).toBe(0)
      lanes.done(item, answered)
    }
  }
  expect(times.length).toBe(13)
  expect(times.every((time, index) => index === 0 || time - (times[index - 1] ?? 0) >= 250)).toBe(true)
  expect(lanes.wakeInMs).toBeGreaterThan(0)
})

test('every item that is added is taken exactly once, first in first out for each origin, and never beyond the window', () => {
  const step = fc.oneof(fc.record({ add: fc.constantFrom('a', 'b', 'c') }), fc.constant('take' as const), fc.constant('done' as const))
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), fc.integer({ min: 1, max: 9 }), (steps, slots) => {
      const lanes = lanesOf<{ origin: string; n: number }>(slots)
      const added = new Map<string, number>()
      const taken = new Map<string, number>()
      const active: string[] = []
      const take = () => {
        const item = lanes.take()
        if (!item) return false
        expect(item.n).toBe(taken.get(item.origin) ?? 0)
        taken.set(item.origin, item.n + 1)
        active.push(item.origin)
        expect(active.filter((origin) => origin === item.origin).length).toBeLessThanOrEqual(windowMost)
        expect(active.length).toBeLessThanOrEqual(slots)
        return true
      }
      const finish = () => {
        const origin = active.shift()
        if (origin !== undefined) lanes.done(origin, answered)
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
  const lanes = lanesOf<number>(1)
  for (let n = 0; n < 3; n++) lanes.add('a', n)
  lanes.take()
  expect(lanes.drain()).toEqual([1, 2])
  lanes.done('a', answered)
  expect(lanes.take()).toBeUndefined()
})

function takeAll(lanes: Lanes<string>): Map<string, number> {
  const counts = new Map<string, number>()
  for (let item = lanes.take(); item; item = lanes.take()) counts.set(item, (counts.get(item) ?? 0) + 1)
  return counts
}

test('many origins that hang do not take all slots, and one that comes later gets its window at once', () => {
  const lanes = lanesOf<string>(256)
  for (let origin = 0; origin < 100; origin++) for (let n = 0; n < 100; n++) lanes.add(`hangs-${origin}`, 'hangs')
  expect(takeAll(lanes).get('hangs')).toBeLessThan(256)
  for (let n = 0; n < 5; n++) lanes.add('calm', 'calm')
  expect(takeAll(lanes).get('calm')).toBeGreaterThan(0)
})

test('an origin that is alone has its whole window, and gives of it to others as its calls are done', () => {
  const lanes = lanesOf<string>(24)
  for (let n = 0; n < 1000; n++) lanes.add('first', 'first')
  expect(takeAll(lanes)).toEqual(new Map([['first', windowFirst]]))
  for (const origin of ['b', 'c', 'd']) for (let n = 0; n < 1000; n++) lanes.add(origin, origin)
  takeAll(lanes)
  for (let n = 0; n < 4; n++) lanes.done('first', { kind: 'other' })
  const next = takeAll(lanes)
  expect(next.get('first') ?? 0).toBeLessThan(4)
  expect([...next.values()].reduce((sum, count) => sum + count, 0)).toBeGreaterThan(0)
})
