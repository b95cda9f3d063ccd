import { expect, test } from 'vitest'
import { durationAt, durationStep, durationSteps } from './durations.ts'

function counted(durations: readonly number[]): number[] {
  const counts = new Array<number>(durationSteps).fill(0)
  for (const ms of durations) {
    const step = durationStep(ms)
    counts[step] = (counts[step] ?? 0) + 1
  }
  return counts
}

test.each([0.2, 3, 50, 400, 2000, 29_000])('a percentile of durations up to %d ms is right within an eighth', (max) => {
  const durations = Array.from({ length: 1000 }, (_, n) => ((n + 1) / 1000) * max)
  const found = durationAt(counted(durations), 0.95) ?? 0
  expect(Math.abs(found - max * 0.95)).toBeLessThan(Math.max(1, max * 0.125))
})

test('no call has no percentile, and none takes longer than the last step', () => {
  expect(durationAt([], 0.95)).toBeNull()
  expect(durationStep(-1)).toBe(0)
  expect(durationStep(10_000_000)).toBe(durationSteps - 1)
})
