import type { EventType } from '@hookline/schema'
import { expect, test } from 'vitest'
import { typeFields } from './type-fields.ts'

test('the fields of a type stand in a row, with how often each is absent', () => {
  const type: EventType = {
    ...{ name: 't', title: 'T', description: '', group: null, source: 'observed', firstSeenAt: null, lastSeenAt: null, sample: null },
    schema: {
      type: 'object',
      properties: { action: { type: 'object', properties: { name: { type: 'string' } } }, xp: { type: 'number' } },
    },
    lastSample: { action: { name: 'a' }, xp: 3 },
    observations: { sampled: 4, absent: { xp: 1, action: 0 } },
  }
  expect(typeFields(type)).toEqual([
    { path: 'action', type: 'object', sample: undefined, absentShare: 0 },
    { path: 'action.name', type: 'text', sample: 'a', absentShare: undefined },
    { path: 'xp', type: 'number', sample: 3, absentShare: 0.25 },
  ])
})
