import type { ConditionDay } from '@hookline/schema'
import { expect, test } from 'vitest'
import { describeDelay } from './describe-delay.ts'

test.each([
  [1, 'wait 1 second'],
  [172_800, 'wait 2 days'],
  [5400, 'wait 1 hour 30 minutes'],
  [90_061, 'wait 1 day 1 hour 1 minute 1 second'],
])('%s seconds: %s', (durationSeconds, words) => {
  expect(describeDelay({ durationSeconds })).toBe(words)
})

test.each<[ConditionDay[], string]>([
  [[], 'wait until 09:00, UTC'],
  [['mon'], 'wait until Monday 09:00, UTC'],
  [['thu', 'mon'], 'wait until Mon or Thu 09:00, UTC'],
  [['sun', 'mon', 'wed'], 'wait until Mon, Wed or Sun 09:00, UTC'],
  [['fri', 'mon', 'tue', 'wed', 'thu'], 'wait until Mon to Fri 09:00, UTC'],
  [['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'], 'wait until 09:00, UTC'],
])('%j: %s', (weekdays, words) => {
  expect(describeDelay({ until: { time: '09:00', weekdays, timeZone: 'UTC' } })).toBe(words)
})

test('a wait that says nothing is not described', () => {
  expect(describeDelay({})).toBeNull()
})
