import type { EventType } from '@hookline/schema'
import { expect, test } from 'vitest'
import { chosenOf, pinned } from './chosen.ts'
import { fresh } from './progress.ts'

const type = (name: string, sampled = 0): EventType => ({
  ...{ name, title: name, description: '', group: null, schema: {}, sample: { [`${name}_count`]: 5 }, source: 'declared' },
  ...{ lastSample: null, observations: { sampled, absent: {} }, firstSeenAt: null },
  lastSeenAt: sampled > 0 ? '2026-11-21T10:00:00Z' : null,
})

const before = [type('level_completed'), type('purchase_completed')]
const later = [type('level_completed', 1), type('purchase_completed', 9)]

test('what was made goes on to be about its event, although another one is the usual one by now', () => {
  const { choices } = fresh
  const made = chosenOf({ way: 'journey', types: before, choices })
  expect(chosenOf({ way: 'journey', types: later, choices }).types[0]?.name).toBe('purchase_completed')
  const kept = chosenOf({ way: 'journey', types: later, choices: { ...choices, ...pinned(made) } })
  expect(kept.types.map(({ name }) => name)).toEqual(['level_completed'])
  expect(kept.condition).toEqual({ field: 'event.level_completed_count', operator: '>=', value: 5 })
})

test('a webhook that takes every event goes on to take every event', () => {
  const choices = { ...fresh.choices, eventTypes: ['*'] }
  const made = chosenOf({ way: 'forward', types: before, choices })
  expect(made.types).toEqual([])
  expect(pinned(made).eventTypes).toEqual(['*'])
})
