import type { EventType, JsonObject } from '@hookline/schema'
import { expect, test } from 'vitest'
import { bodyTemplate, hostOf, journeyGraph, nameFor, operatorsFor, ruleGraph, usualCondition } from './drafts.ts'

const type = (sample: JsonObject | null): EventType => ({
  ...{ name: 'level_completed', title: 'Level completed', description: '', group: null, schema: {}, sample, source: 'declared' },
  ...{ lastSample: null, observations: { sampled: 0, absent: {} }, firstSeenAt: null, lastSeenAt: null },
})

test('the body names every field of the sample that a template can read', () => {
  const body = bodyTemplate(type({ level: 5, 'a b': 1, 'c.d': 2, 'no]': 3, constructor: 4, deep: { x: 1 } }))
  expect(body).toBe(`{
  "type": {{trigger.type}},
  "userId": {{user.id}},
  "level": {{event.level}},
  "a b": {{event.[a b]}},
  "c.d": {{event.[c.d]}},
  "deep": {{event.deep}}
}`)
})

test('a field of the event does not take the place of the event type', () => {
  expect(bodyTemplate(type({ type: 'x' })).match(/"type"/g)).toHaveLength(1)
})

test('the suggested condition is met by the sample', () => {
  expect(usualCondition(type({ name: 'Mara', level: 5 }))).toEqual({ field: 'event.level', operator: '>=', value: 5 })
  expect(usualCondition(type({ consent: true }))).toEqual({ field: 'event.consent', operator: '=', value: true })
  expect(usualCondition(type({ items: [] }))).toBeNull()
  expect(usualCondition(type(null))).toBeNull()
})

test('every value has a comparison', () => {
  for (const value of [1, 'a', true]) expect(operatorsFor(value)).toContain('=')
})

test('a journey goes on where its condition holds', () => {
  const condition = { field: 'event.level', operator: '>=', value: 5 } as const
  const { nodes, edges } = journeyGraph({ type: type({ level: 5 }), url: 'https://example.com/', condition })
  expect(nodes.map((node) => node.type)).toEqual(['trigger', 'condition', 'webhook'])
  expect(edges).toEqual([
    { from: 'trigger', to: 'condition' },
    { from: 'condition', to: 'webhook', branch: 'yes' },
  ])
})

test('a rule calls the address for every event', () => {
  const { nodes, edges } = ruleGraph({ type: type({ level: 5 }), url: 'https://example.com/' })
  expect(edges).toEqual([{ from: 'trigger', to: 'webhook' }])
  expect(nodes[1]?.config).toMatchObject({ request: { method: 'POST', urls: ['https://example.com/'] } })
})

test('a name says what goes where', () => {
  expect(nameFor({ types: [type({})], target: 'echo' })).toBe('Level completed → echo')
  expect(nameFor({ types: [], target: hostOf('https://crm.example.com/a') })).toBe('All events → crm.example.com')
  expect(nameFor({ types: [type({}), type({})], target: hostOf('nonsense') })).toBe('2 event types → nonsense')
})
