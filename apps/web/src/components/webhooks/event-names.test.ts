import type { EventType } from '@hookline/schema'
import { expect, test } from 'vitest'
import { eventNames, typesOfSubscription } from './event-names.ts'

const type = (name: string, title: string, group: string | null): EventType => ({
  ...{ name, title, group, description: '', schema: {}, sample: null, source: 'declared', lastSample: null },
  ...{ observations: { sampled: 0, absent: {} }, firstSeenAt: null, lastSeenAt: null },
})
const types = [type('level_up', 'Level up', 'user_activity'), type('login', '', 'user_activity'), type('spin', 'Spin', null)]

test('a subscription is told in a line, by titles where there are any', () => {
  expect(eventNames(['*'], types)).toBe('All events')
  expect(eventNames(['level_up', 'user_activity/*'], types)).toBe('Level up, Group user_activity')
  expect(eventNames(['login', 'not_yet', 'spin', 'level_up'], undefined)).toBe('login, not_yet and 2 more')
})

test('a group stands for the types that it has now, each once', () => {
  expect(typesOfSubscription(['user_activity/*', 'level_up', 'not_yet'], types)).toEqual(['level_up', 'login', 'not_yet'])
  expect(typesOfSubscription(['*'], types)).toHaveLength(3)
})
