import { expect, test } from 'vitest'
import { formatDuration } from './format-duration.ts'

test('a duration carries the unit that fits it', () => {
  const cases: [number, string][] = [
    [0, '0.0 s'],
    [-5, '0.0 s'],
    [230, '0.2 s'],
    [12_400, '12 s'],
    [61_000, '1 min'],
    [3_599_000, '59 min'],
    [7_300_000, '2 h'],
  ]
  for (const [ms, text] of cases) expect(formatDuration(ms)).toBe(text)
})
