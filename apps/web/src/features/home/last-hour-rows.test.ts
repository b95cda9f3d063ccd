import { expect, test } from 'vitest'
import { hourRows, hourSentence } from './last-hour-rows.ts'

const hour = { from: '2026-11-21T10:00:00Z', stepSeconds: 60, succeeded: [1200, 3], pending: [0, 1], undelivered: [0, 2] }

test('each step has its time and its counts', () => {
  expect(hourRows(hour)).toEqual([
    { at: '2026-11-21T10:00:00.000Z', succeeded: 1200, pending: 0, undelivered: 0 },
    { at: '2026-11-21T10:01:00.000Z', succeeded: 3, pending: 1, undelivered: 2 },
  ])
})

test('the sentence counts what became of the deliveries', () => {
  expect(hourSentence(hour)).toBe('1,206 deliveries: 1,203 succeeded, 1 still pending, 2 undelivered.')
  expect(hourSentence({ ...hour, succeeded: [1], pending: [0], undelivered: [0] })).toBe('1 delivery: 1 succeeded.')
  expect(hourSentence({ ...hour, succeeded: [0], pending: [0], undelivered: [0] })).toBe('No deliveries were made.')
})
