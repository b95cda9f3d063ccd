import { expect, test } from 'vitest'
import { fromLocalField, timeOf, toLocalField } from './time-range.ts'

const nowMs = Date.parse('2026-11-21T10:00:00Z')

test('a span ends now', () => {
  expect(timeOf({ range: '1h' }, nowMs)).toEqual({ from: '2026-11-21T09:00:00.000Z' })
})

test('instants are taken as they are, and nonsense is left out', () => {
  expect(timeOf({ from: '2026-11-20T00:00:00Z', to: 'yesterday' }, nowMs)).toEqual({ from: '2026-11-20T00:00:00Z' })
  expect(timeOf({ range: 'soon' }, nowMs)).toEqual({})
})

test('an instant survives its field', () => {
  const time = '2026-11-21T10:07:00.000Z'
  expect(fromLocalField(toLocalField(time))).toBe(time)
  expect(fromLocalField('')).toBeUndefined()
  expect(toLocalField('no time')).toBe('')
})
