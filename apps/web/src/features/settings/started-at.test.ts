import { expect, test } from 'vitest'
import { startedAt } from './started-at.ts'

test('the start is read out of the metrics, where they tell it', () => {
  const text = '# TYPE hookline_process_start_time_seconds gauge\nhookline_process_start_time_seconds 1795261701\nother 1\n'
  expect(startedAt(text)).toBe('2026-11-21T11:48:21.000Z')
  expect(startedAt('other 1\n')).toBeNull()
  expect(startedAt('')).toBeNull()
})
