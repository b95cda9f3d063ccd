import { expect, test } from 'vitest'
import { axisSteps, hourRows, hourSentence } from './last-hour-rows.ts'

const hour = { from: '2026-11-21T10:00:00Z', stepSeconds: 60, succeeded: [1200, 3], pending: [0, 1], undelivered: [0, 2] }

test('each step has its time and its counts', () => {
  expect(hourRows(hour)).toEqual([
    { at: '2026-11-21T10:00:00.000Z', succeeded: 1200, pending: 0, undelivered: 0 },
    { at: '2026-11-21T10:01:00.000Z', succeeded: 3, pending: 1, undelivered: 2 },
  ])
})

test('the sentence counts what became of the deliveries', () => {
  expect(hourSentence(hour)).toBe('1,206 deliveries, cancelled ones left out: 1,203 succeeded, 1 still pending, 2 undelivered.')
  expect(hourSentence({ ...hour, succeeded: [1], pending: [0], undelivered: [0] })).toBe(
    '1 delivery, cancelled ones left out: 1 succeeded.',
  )
  expect(hourSentence({ ...hour, succeeded: [0], pending: [0], undelivered: [0] })).toBe('No deliveries were made.')
})

test('the axis has four round steps and room for the largest column', () => {
  expect(axisSteps(0)).toEqual([0, 1, 2, 3, 4])
  expect(axisSteps(7)).toEqual([0, 2, 4, 6, 8])
  expect(axisSteps(9)).toEqual([0, 3, 6, 9, 12])
  expect(axisSteps(1200)).toEqual([0, 300, 600, 900, 1200])
  expect(axisSteps(30_000)).toEqual([0, 8000, 16_000, 24_000, 32_000])
})
