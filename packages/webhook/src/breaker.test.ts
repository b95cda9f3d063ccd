import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Breaker, closedBreaker, countsAsFailure, drainedMax, probedBreaker, tripBreaker, tryBreaker } from './breaker.ts'

const opened = (breaker: Breaker, nowMs: number) => tripBreaker(breaker, { calls: 10, failed: 7 }, nowMs)

describe('what counts', () => {
  test.each([429, 502, 503, 504])('an answer of %d says that the endpoint does not work', (status) => {
    expect(countsAsFailure({ status, error: 'status' })).toBe(true)
  })
  test.each([200, 204, 301, 400, 401, 404, 410, 500, 501])('an answer of %d touches that delivery alone', (status) => {
    expect(countsAsFailure({ status, error: status < 300 ? null : 'status' })).toBe(false)
  })
  test.each(['timeout', 'dns', 'connect', 'reset', 'tls', 'protocol'])('no answer (%s) counts', (error) => {
    expect(countsAsFailure({ status: null, error })).toBe(true)
  })
  test.each(['blocked-address', 'invalid-body', 'invalid-url', null])('what was never sent (%s) does not count', (error) => {
    expect(countsAsFailure({ status: null, error })).toBe(false)
  })
})

test('it opens at 10 calls of which 70 % failed, and not before', () => {
  expect(tripBreaker(closedBreaker, { calls: 9, failed: 9 }, 0)).toBe(closedBreaker)
  expect(tripBreaker(closedBreaker, { calls: 10, failed: 6 }, 0)).toBe(closedBreaker)
  expect(opened(closedBreaker, 1000)).toEqual({ phase: 'open', openings: 1, untilMs: 31_000 })
})

test('it is open for 30 s, then twice as long each time, at most 15 minutes', () => {
  let breaker = opened(closedBreaker, 0)
  let nowMs = 0
  const lengths: number[] = []
  for (let opening = 0; opening < 8; opening++) {
    if (breaker.phase !== 'open') throw new Error('not open')
    lengths.push(breaker.untilMs - nowMs)
    expect(tryBreaker(breaker, breaker.untilMs - 1)).toBe(breaker)
    nowMs = breaker.untilMs
    breaker = probedBreaker(tryBreaker(breaker, nowMs), { failed: true, nowMs })
  }
  expect(lengths.map((ms) => ms / 1000)).toEqual([30, 60, 120, 240, 480, 900, 900, 900])
})

test('three answers in a row close it, and what was held leaves: 1, 2, 4 … a second', () => {
  const probing = tryBreaker(opened(closedBreaker, 0), 30_000)
  const good = (breaker: Breaker) => probedBreaker(breaker, { failed: false, nowMs: 31_000 })
  expect(good(good(probing))).toEqual({ phase: 'probing', openings: 1, successes: 2 })
  expect(good(good(good(probing)))).toEqual({ phase: 'draining', sinceMs: 31_000 })
  expect([0, 999, 1000, 1500, 2000, 2250, 3000].map((ms) => drainedMax(31_000, 31_000 + ms))).toEqual([1, 1, 2, 3, 4, 5, 8])
})

test('a drain reaches 1,024 a second and doubles every minute from there', () => {
  const inSecond = (second: number) => drainedMax(0, (second + 1) * 1000) - drainedMax(0, second * 1000)
  expect([9, 10, 69, 70, 129, 130, 190].map(inSecond)).toEqual([512, 1024, 1024, 2048, 2048, 4096, 8192])
})

test('however time goes on, a drain never goes back, and ends', () => {
  fc.assert(
    fc.property(fc.nat(7_200_000), fc.nat(1000), (ms, moreMs) => {
      expect(drainedMax(0, ms + moreMs)).toBeGreaterThanOrEqual(drainedMax(0, ms))
    }),
  )
  expect(drainedMax(0, 900_000)).toBeGreaterThan(10_000_000)
})

test('an endpoint that fails again while it drains opens at once for the first time', () => {
  expect(opened({ phase: 'draining', sinceMs: 0 }, 5000)).toEqual({ phase: 'open', openings: 1, untilMs: 35_000 })
})

test('whatever happens, it is never open for longer than 15 minutes, and never lets more through than it says', () => {
  const step = fc.record({ waitMs: fc.integer({ min: 0, max: 3_600_000 }), failed: fc.boolean() })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      let breaker: Breaker = closedBreaker
      let nowMs = 0
      for (const { waitMs, failed } of steps) {
        nowMs += waitMs
        breaker = probedBreaker(tryBreaker(tripBreaker(breaker, { calls: 10, failed: failed ? 10 : 0 }, nowMs), nowMs), { failed, nowMs })
        if (breaker.phase === 'open') expect(breaker.untilMs - nowMs).toBeLessThanOrEqual(900_000)
        if (breaker.phase === 'probing') expect(breaker.successes).toBeLessThan(3)
      }
    }),
  )
})
