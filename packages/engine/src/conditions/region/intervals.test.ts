import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { after, before, between, complement, type Intervals, intersect, type Ordered, points, unite } from './intervals.ts'

const value = fc.integer({ min: 0, max: 6 })
const cut = fc.option(fc.tuple(value, fc.boolean()).map(([at, isAfter]) => (isAfter ? after(at) : before(at))))
const some = fc.oneof(
  fc.tuple(cut, cut).map(([from, to]) => between(from, to)),
  fc.array(value, { maxLength: 4 }).map(points),
)
const set = fc.tuple(some, some).map(([left, right]) => unite<number>(left, right))

/** What a set is asked for: whether it holds a value. */
function holds<V extends Ordered>(intervals: Intervals<V>, at: V): boolean {
  return intervals.some(({ from, to }) => {
    const begins = from === null || from.at < at || (from.at === at && !from.after)
    return begins && (to === null || at < to.at || (to.at === at && to.after))
  })
}

const asked = fc.constantFrom(...Array.from({ length: 17 }, (_, index) => (index - 2) / 2))

describe('sets of intervals', () => {
  it('hold a value exactly where the sets that they were made of do', () => {
    fc.assert(
      fc.property(set, set, asked, (left, right, at) => {
        expect(holds(intersect(left, right), at)).toBe(holds(left, at) && holds(right, at))
        expect(holds(unite(left, right), at)).toBe(holds(left, at) || holds(right, at))
        expect(holds(complement(left), at)).toBe(!holds(left, at))
      }),
      { numRuns: 3000 },
    )
  })

  it('are always sorted, without overlap and without an empty interval', () => {
    fc.assert(
      fc.property(set, set, (left, right) => {
        for (const intervals of [intersect(left, right), unite(left, right), complement(left)]) {
          const cuts = intervals.flatMap(({ from, to }) => [from, to]).filter((one) => one !== null)
          const places = cuts.map(({ at, after: isAfter }) => at + (isAfter ? 0.25 : 0))
          expect(places).toEqual([...new Set(places)].sort((one, other) => one - other))
        }
      }),
    )
  })
})
