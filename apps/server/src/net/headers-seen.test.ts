import fc from 'fast-check'
import { expect, test } from 'vitest'
import { HeadersSeen } from './headers-seen.ts'

const raw = (pairs: readonly (readonly [string, string])[]) =>
  pairs.flatMap(([name, value]) => [Buffer.from(name, 'latin1'), Buffer.from(value, 'latin1')])

test('headers that come again are the same list, others are read as they came, whatever came before', () => {
  const byte = fc.integer({ min: 0, max: 255 }).map((code) => String.fromCharCode(code))
  const pairs = fc.array(fc.tuple(fc.string({ unit: byte, maxLength: 5 }), fc.string({ unit: byte, maxLength: 5 })), { maxLength: 4 })
  fc.assert(
    fc.property(fc.array(pairs, { maxLength: 8 }), (answers) => {
      const seen = new HeadersSeen()
      for (const answer of answers) {
        const read = seen.read(raw(answer))
        expect(read).toEqual(answer)
        expect(seen.read(raw(answer))).toBe(read)
      }
    }),
  )
})

test('a list once read does not change with what comes after it', () => {
  const seen = new HeadersSeen()
  const first = seen.read(raw([['a', '1']]))
  seen.read(raw([['a', '2']]))
  expect(first).toEqual([['a', '1']])
})
