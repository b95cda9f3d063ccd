import { expect, test } from 'vitest'
import { retryAfterMs, retryAfterMsMax } from './retry-after.ts'

const nowMs = Date.UTC(1994, 10, 6, 8, 49, 0)

test.each([
  ['120', 120_000],
  [' 7 ', 7000],
  ['0', 0],
  ['Sun, 06 Nov 1994 08:49:37 GMT', 37_000],
  ['Sunday, 06-Nov-94 08:49:37 GMT', 37_000],
  ['Sun Nov  6 08:49:37 1994', 37_000],
  ['Sun, 06 Nov 1994 08:48:00 GMT', 0],
  ['99999999', retryAfterMsMax],
  ['Fri, 31 Dec 2100 00:00:00 GMT', retryAfterMsMax],
])('%j asks for %d ms', (value, expected) => {
  expect(retryAfterMs({ value, nowMs })).toBe(expected)
})

test.each([undefined, '', '-5', '1.5', 'soon', 'Sun, 99 Nov', 'Sun, 06 Nov 1994', '08:49:37'])('%j asks for nothing', (value) => {
  expect(retryAfterMs({ value, nowMs })).toBeNull()
})
