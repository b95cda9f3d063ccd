import { expect, test } from 'vitest'
import { formatAhead, formatRelative } from './format-time.ts'

const nowMs = Date.parse('2026-11-21T10:00:00Z')

test('what has happened is told by how long ago', () => {
  expect(formatRelative('2026-11-21T09:59:58Z', nowMs)).toBe('just now')
  expect(formatRelative('2026-11-21T09:58:00Z', nowMs)).toBe('2 min. ago')
})

test('what is still to come is never told as past', () => {
  expect(formatAhead('2026-11-21T10:00:03Z', nowMs)).toBe('in 3 sec.')
  expect(formatAhead('2026-11-21T10:05:00Z', nowMs)).toBe('in 5 min.')
  expect(formatAhead('2026-11-21T09:59:50Z', nowMs)).toBe('any moment')
})
