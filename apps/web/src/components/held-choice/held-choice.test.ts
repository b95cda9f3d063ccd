import { expect, test } from 'vitest'
import { heldOf, instantOf, localTime, turnOnAction } from './held-choice.ts'

test('the button says how many are sent and how many are dropped', () => {
  const held = { count: 1204, before: 4, oldestAt: null }
  expect(turnOnAction('send', held)).toBe('Turn on and send 1,204')
  expect(turnOnAction('drop', held)).toBe('Turn on and drop 1,204')
  expect(turnOnAction('since', held)).toBe('Turn on, send 1,200, drop 4')
  for (const choice of ['send', 'drop', 'since'] as const) {
    expect(turnOnAction(choice, undefined)).toBe('Turn on calls')
    expect(turnOnAction(choice, { count: 0, before: 0, oldestAt: null })).toBe('Turn on calls')
  }
})

test('a time comes back from its field as it went in, to the minute', () => {
  const time = new Date(2026, 0, 2, 3, 4)
  expect(localTime(time)).toBe('2026-01-02T03:04')
  expect(instantOf(localTime(time))).toBe(time.toISOString())
  expect(instantOf('')).toBeNull()
  expect(instantOf('2026-13-01T00:00')).toBeNull()
})

test('nothing is told while the time is missing', () => {
  expect(heldOf('since', null)).toBeNull()
  expect(heldOf('since', '2026-01-01T00:00:00.000Z')).toEqual({ since: '2026-01-01T00:00:00.000Z' })
  expect(heldOf('drop', null)).toBe('drop')
})
