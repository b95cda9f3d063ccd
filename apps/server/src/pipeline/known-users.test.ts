import { expect, test } from 'vitest'
import { KnownUsers } from './known-users.ts'

const many = (prefix: string) => Array.from({ length: 50_000 }, (_, n): [string, number] => [`${prefix}-${n}`, 0])

test('users are remembered until twice fifty thousand others came after them', () => {
  const known = new KnownUsers()
  known.add([['first', 0]])
  known.add(many('u'))
  expect([known.has('first'), known.has('u-0'), known.has('u-49999'), known.has('other')]).toEqual([true, true, true, false])
  known.add(many('v'))
  expect([known.has('first'), known.has('u-49999'), known.has('v-0')]).toEqual([false, true, true])
  known.clear()
  expect(known.has('v-0')).toBe(false)
})

test('a user was seen lately until the time that was said last, and never beyond it', () => {
  const known = new KnownUsers()
  known.add([['u', 61_900]])
  expect([60_999, 61_000, 61_900].map((nowMs) => known.wasSeenLately('u', nowMs))).toEqual([true, false, false])
  known.add(many('others'))
  expect(known.wasSeenLately('u', 60_999)).toBe(true)
  known.add([['u', 0]])
  expect([known.has('u'), known.wasSeenLately('u', 0), known.wasSeenLately('other', 0)]).toEqual([true, false, false])
})
