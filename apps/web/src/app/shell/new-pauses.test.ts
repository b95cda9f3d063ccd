import type { Endpoint } from '@hookline/schema'
import { expect, test } from 'vitest'
import { newPauses } from './new-pauses.ts'

const endpoint = (id: string, by: string | null | undefined, at = '2026-11-21T10:00:00Z') =>
  ({ id, stop: { paused: by === undefined ? null : { at, reason: 'by-hand', by } } }) as Endpoint

test('a pause is told once, to everybody but who made it', () => {
  const now = [endpoint('a', null), endpoint('b', 'me@example.com'), endpoint('c', 'anna@example.com'), endpoint('d', undefined)]
  expect(newPauses([], now, 'me@example.com').map(({ id }) => id)).toEqual(['a', 'c'])
  expect(newPauses(now, now, 'me@example.com')).toEqual([])
})

test('what was paused before the page was opened is no news, but a second pause is', () => {
  expect(newPauses(undefined, [endpoint('a', null)], 'me@example.com')).toEqual([])
  expect(newPauses([endpoint('a', null)], [endpoint('a', null, '2026-11-21T11:00:00Z')], undefined)).toHaveLength(1)
})
