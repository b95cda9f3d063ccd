import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addTo, countWithin, emptyCounter, prune } from './counter.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs
const nowMs = Date.parse('2026-11-21T10:00:05Z')
const ago = fc.oneof(...[hourMs, 8 * dayMs, 400 * dayMs].map((max) => fc.integer({ min: 0, max })))
const events = fc.array(fc.record({ ago, n: fc.integer({ min: 1, max: 3 }) }), { maxLength: 30 })
const span = fc.oneof(
  fc.integer({ min: 1, max: 7 * 24 }).map((hours) => hours * hourMs),
  fc.integer({ min: 1, max: 365 }).map((days) => days * dayMs),
)
const counterOf = (list: { ago: number; n: number }[]) =>
  list.reduce((counter, one) => addTo(counter, nowMs - one.ago, one.n), emptyCounter)
const countOf = (list: { ago: number; n: number }[], withinMs: number) =>
  list.filter((one) => one.ago <= withinMs).reduce((sum, one) => sum + one.n, 0)

describe('a counter of behaviour', () => {
  it('counts every event of a span, and none that is older by more than a bucket', () => {
    fc.assert(
      fc.property(events, span, (list, withinMs) => {
        const counted = countWithin(counterOf(list), nowMs, withinMs)
        const bucketMs = withinMs <= 7 * dayMs ? hourMs : dayMs
        expect(counted).toBeGreaterThanOrEqual(countOf(list, withinMs))
        expect(counted).toBeLessThanOrEqual(countOf(list, withinMs + bucketMs))
      }),
      { numRuns: 2000 },
    )
  })

  it('counts all there ever were where no span is asked for, in any order of adding', () => {
    fc.assert(
      fc.property(events, (list) => {
        expect(countWithin(counterOf(list), nowMs, null)).toBe(countOf(list, Number.POSITIVE_INFINITY))
        expect(counterOf([...list].reverse())).toEqual(counterOf(list))
      }),
    )
  })

  it('counts the same after it was pruned, then and at any later time', () => {
    fc.assert(
      fc.property(events, span, fc.integer({ min: 0, max: 30 * dayMs }), (list, withinMs, laterMs) => {
        const counter = counterOf(list)
        const pruned = prune(counter, nowMs)
        expect(countWithin(pruned, nowMs + laterMs, withinMs)).toBe(countWithin(counter, nowMs + laterMs, withinMs))
        expect(pruned.total).toBe(counter.total)
        expect(Object.keys(pruned.hours).length).toBeLessThanOrEqual(7 * 24 + 1)
        expect(Object.keys(pruned.days).length).toBeLessThanOrEqual(366)
      }),
      { numRuns: 1000 },
    )
  })

  it('never changes what it was given, and is plain JSON', () => {
    const counter = Object.freeze(addTo(Object.freeze(emptyCounter), nowMs, 2))
    expect(addTo(counter, nowMs, 1).total).toBe(3)
    expect(emptyCounter).toEqual({ total: 0, hours: {}, days: {} })
    expect(JSON.parse(JSON.stringify(counter))).toEqual(counter)
  })
})
