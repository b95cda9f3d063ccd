import fc from 'fast-check'
import { expect, it } from 'vitest'
import { intervalTree, stab } from './interval-tree.ts'

const value = fc.integer({ min: 0, max: 20 })
const interval = fc.tuple(value, value).map(([one, other]) => ({ from: Math.min(one, other), to: Math.max(one, other) }))

it('a value finds every interval around it, its ends among them, once and no other', () => {
  fc.assert(
    fc.property(fc.array(interval, { maxLength: 40 }), value, (intervals, at) => {
      const found: number[] = []
      stab(intervalTree(intervals.map((one, item) => ({ ...one, item }))), at, found)
      const around = intervals.flatMap(({ from, to }, item) => (from <= at && at <= to ? [item] : []))
      expect(found.sort((left, right) => left - right)).toEqual(around)
    }),
    { numRuns: 1000 },
  )
})
