import { type Retry, retryPresets, retrySchema } from '@hookline/schema'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { nextDelayMs, retryDelaysMs } from './retry-delays.ts'

/** The waits that a delivery sees when it never succeeds. */
function walk(retry: Retry, random: number): number[] {
  const delays: number[] = []
  for (let failures = 1; ; failures++) {
    const delayMs = nextDelayMs({ retry, failures, random })
    if (delayMs === null) return delays
    delays.push(delayMs)
  }
}

const seconds = (...values: number[]) => values.map((value) => value * 1000)

describe('nextDelayMs', () => {
  test('steady waits 5 s, 30 s, 1 min, 5 min', () => {
    expect(walk({ preset: 'steady' }, 0.9)).toEqual(seconds(5, 30, 60, 300))
  })

  test('patient waits 5 + N⁴ s before the Nth of 15 retries', () => {
    expect(walk({ preset: 'patient' }, 0.9)).toEqual(
      seconds(6, 21, 86, 261, 630, 1301, 2406, 4101, 6566, 10_005, 14_646, 20_741, 28_566, 38_421, 50_630),
    )
  })

  test('standard waits the Standard Webhooks schedule, give or take 20 %', () => {
    const plain = seconds(5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400)
    expect(retryDelaysMs({ preset: 'standard' })).toEqual(plain)
    expect(walk({ preset: 'standard' }, 0.5)).toEqual(plain)
    expect(walk({ preset: 'standard' }, 0)).toEqual(plain.map((delay) => delay * 0.8))
    expect(walk({ preset: 'standard' }, 1)).toEqual(plain.map((delay) => delay * 1.2))
  })

  test('none never tries again', () => {
    expect(walk({ preset: 'none' }, 0)).toEqual([])
  })

  test('own delays are exact', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 604_800 }), { minLength: 1, maxLength: 50 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (delaysSeconds, random) => {
          expect(walk(retrySchema.parse({ delaysSeconds }), random)).toEqual(seconds(...delaysSeconds))
        },
      ),
    )
  })

  test('every wait of every preset is a whole number of milliseconds within its 20 %', () => {
    fc.assert(
      fc.property(fc.constantFrom(...retryPresets), fc.double({ min: 0, max: 1, noNaN: true }), (preset, random) => {
        const plain = retryDelaysMs({ preset })
        const delays = walk({ preset }, random)
        expect(delays).toHaveLength(plain.length)
        for (const [index, delayMs] of delays.entries()) {
          expect(Number.isInteger(delayMs)).toBe(true)
          expect(Math.abs(delayMs - (plain[index] ?? 0))).toBeLessThanOrEqual((plain[index] ?? 0) * 0.2 + 1)
        }
      }),
    )
  })
})
