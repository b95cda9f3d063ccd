import { expect, test } from 'vitest'
import { groupOfScope, groupScope, takesEventType } from './subscription.ts'
import { eventTypesSchema } from './webhook.ts'

test('a group is told from a type and from all types, whatever it is called', () => {
  for (const group of ['user_activity', 'my own/group', '*']) expect(groupOfScope(groupScope(group))).toBe(group)
  for (const name of ['level_completed', '*', '/*', 'a*']) expect(groupOfScope(name)).toBeNull()
})

test('a subscription takes its types, the types of its groups, or all', () => {
  const type = { type: 'level_up', group: 'user_activity' }
  expect(takesEventType(['level_up'], type)).toBe(true)
  expect(takesEventType(['user_activity/*'], type)).toBe(true)
  expect(takesEventType(['*'], type)).toBe(true)
  expect(takesEventType(['level_completed', 'user_reward/*'], type)).toBe(false)
  expect(takesEventType(['null/*'], { type: 'level_up', group: null })).toBe(false)
})

test('names of types, groups and all are taken; a slash anywhere else, or all beside others is not', () => {
  const isTaken = (names: string[]) => eventTypesSchema.safeParse(names).success
  expect(isTaken(['level_up', 'user_activity/*', 'my own/group/*'])).toBe(true)
  expect(isTaken(['*'])).toBe(true)
  for (const names of [[], ['a/b'], ['/*'], ['*', 'level_up'], ['*', 'user_activity/*']]) expect(isTaken(names)).toBe(false)
})
