import { expect, test } from 'vitest'
import { amountOf, goesOnAt, secondsOf, unitOf } from './delay-amount.ts'

test.each([
  [172_800, 'days', 2],
  [129_600, 'hours', 36],
  [5400, 'minutes', 90],
  [61, 'seconds', 61],
  [0, 'seconds', 0],
] as const)('%s seconds are shown in %s: %s', (seconds, unit, amount) => {
  expect(unitOf(seconds)).toBe(unit)
  expect(amountOf(seconds, unit)).toBe(amount)
  expect(secondsOf(amount, unit)).toBe(seconds)
})

test('what a wait comes to is told only where its settings say so', () => {
  const nowMs = Date.parse('2026-11-21T10:00:00Z')
  const until = { time: '09:00', weekdays: [], timeZone: 'UTC' }
  expect(goesOnAt({ durationSeconds: 60 }, nowMs)).toBe(nowMs + 60_000)
  expect(goesOnAt({ until }, nowMs)).toBe(Date.parse('2026-11-22T09:00:00Z'))
  for (const nothing of [
    {},
    { durationSeconds: null },
    { durationSeconds: 1e30 },
    { durationSeconds: Number.NaN },
    { until: { ...until, timeZone: 'Nowhere' } },
  ])
    expect(goesOnAt(nothing, nowMs)).toBeNull()
})
