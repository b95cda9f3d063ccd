import { expect, test } from 'vitest'
import { amountOf, secondsOf, unitOf } from './delay-amount.ts'

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
