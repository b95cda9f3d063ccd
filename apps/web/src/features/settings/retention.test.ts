import { expect, test } from 'vitest'
import { fieldProblem, whatGoes } from './retention.ts'

test('keeping longer deletes nothing, keeping less says what goes', () => {
  const saved = { events: 90, deliveries: 30 }
  expect(whatGoes(saved, saved)).toBeNull()
  expect(whatGoes(saved, { events: 91, deliveries: 31 })).toBeNull()
  expect(whatGoes(saved, { events: 7, deliveries: 30 })).toBe('Events and runs older than 7 days are deleted within the hour.')
  expect(whatGoes(saved, { events: 90, deliveries: 1 })).toContain('over 1 day ago')
})

test('days are whole and within the bounds of the API', () => {
  for (const value of ['', 6, 3651, 7.5, 'x']) expect(fieldProblem('events', value)).not.toBeNull()
  for (const value of [0, -1]) expect(fieldProblem('deliveries', value)).not.toBeNull()
  expect([fieldProblem('events', 7), fieldProblem('deliveries', 1), fieldProblem('events', 3650)]).toEqual([null, null, null])
})
