import { expect, test } from 'vitest'
import { KnownUsers } from './known-users.ts'

test('users are remembered until twice fifty thousand others came after them', () => {
  const known = new KnownUsers()
  known.add(['first'])
  known.add(Array.from({ length: 50_000 }, (_, n) => `u-${n}`))
  expect([known.has('first'), known.has('u-0'), known.has('u-49999'), known.has('other')]).toEqual([true, true, true, false])
  known.add(Array.from({ length: 50_000 }, (_, n) => `v-${n}`))
  expect([known.has('first'), known.has('u-49999'), known.has('v-0')]).toEqual([false, true, true])
  known.clear()
  expect(known.has('v-0')).toBe(false)
})
