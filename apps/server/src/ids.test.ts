import fc from 'fast-check'
import { expect, test } from 'vitest'
import { newUuid, publicId, timeOf, uuidFloor, uuidOf } from './ids.ts'

test('ids of one process ascend, also within one millisecond and when the clock is set back a little', () => {
  const ids = [1000, 1000, 1000, 1005, 1003, 1003, 1010].map((ms) => newUuid(1_700_000_000_000 + ms))
  expect(ids).toEqual(ids.toSorted())
  expect(new Set(ids).size).toBe(ids.length)
})

test('every id carries its time, lies at or after the floor of it, and comes back from its public form', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 48 - 1 }), (ms) => {
      const floor = uuidFloor(ms)
      expect(timeOf(floor)).toBe(ms)
      expect(uuidOf('dlv', publicId('dlv', floor))).toBe(floor)
      expect(publicId('dlv', floor)).toMatch(/^dlv_[0-9a-f]{32}$/)
    }),
  )
  const id = newUuid(1_700_000_100_000)
  expect(id >= uuidFloor(1_700_000_100_000) && id < uuidFloor(1_700_000_100_001)).toBe(true)
})

test.each(['msg_0123', 'dlv_', 'dlv_0123456789abcdef0123456789abcdeg', '../../etc/passwd', 'aut_0123456789abcdef0123456789abcdef'])(
  '%s names no delivery',
  (text) => {
    expect(uuidOf('dlv', text)).toBeNull()
  },
)
