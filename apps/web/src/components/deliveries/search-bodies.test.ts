import { expect, test } from 'vitest'
import { searchBodies } from './search-bodies.ts'

const nowMs = Date.parse('2026-11-21T12:00:00Z')

test('a search in bodies asks for a day at most', () => {
  const lastDay = { body: 'order-7', range: '24h', from: undefined, to: undefined }
  expect(searchBodies({}, 'order-7', nowMs)).toEqual(lastDay)
  expect(searchBodies({ range: '7d' }, 'order-7', nowMs)).toEqual(lastDay)
  expect(searchBodies({ from: '2026-11-01T00:00:00Z', to: '2026-11-03T00:00:00Z' }, 'order-7', nowMs)).toEqual(lastDay)
  expect(searchBodies({ range: '1h' }, 'order-7', nowMs)).toEqual({ body: 'order-7' })
  expect(searchBodies({ from: '2026-11-01T00:00:00Z', to: '2026-11-02T00:00:00Z' }, 'order-7', nowMs)).toEqual({ body: 'order-7' })
})

test('a text too short to search for asks for nothing', () => {
  expect(searchBodies({ range: '1h', body: 'ord' }, 'or', nowMs)).toEqual({ body: undefined })
})
