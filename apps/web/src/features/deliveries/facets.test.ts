import type { DeliveryFacets } from '@hookline/schema'
import { expect, test } from 'vitest'
import { countedWords, facetGroups } from './facets.ts'

const facets: DeliveryFacets = {
  ...{ from: '2026-11-20T10:00:00Z', to: null, isWhole: true },
  status: [{ status: 'held', count: 2 }],
  hosts: [{ host: 'crm.example.com', count: 2 }],
  sources: [{ kind: 'webhook', id: 'whk_1', name: null, count: 2 }],
  eventTypes: [],
}

test('facets name all statuses before anything is counted, and keep what is chosen', () => {
  const [status] = facetGroups(undefined, {})
  expect(status?.values.map(({ count }) => count)).toEqual([undefined, undefined, undefined, undefined, undefined])
  const groups = facetGroups(facets, { host: 'gone.example.com', status: 'held' })
  expect(groups.map(({ title }) => title)).toEqual(['Status', 'Endpoint', 'Automation or webhook'])
  expect(groups[1]?.values.map(({ value }) => value)).toEqual(['gone.example.com', 'crm.example.com'])
})

test('an event type is called by its title, also where nothing matches it any more', () => {
  const counted = { ...facets, eventTypes: [{ eventType: 'level_completed', count: 2 }] }
  const titles = new Map([
    ['level_completed', 'Level completed'],
    ['gone', 'Gone by now'],
  ])
  const [types] = facetGroups(counted, { eventType: 'gone' }, titles).filter(({ title }) => title === 'Event type')
  expect(types?.values.map(({ label }) => label)).toEqual(['Gone by now', 'Level completed'])
})

test('a source is filtered by what it is', () => {
  const [, , sources] = facetGroups(facets, {})
  expect(sources?.values).toEqual([{ value: 'whk_1', label: 'deleted since', count: 2 }])
  expect(sources?.choose('whk_1')).toEqual({ automationId: undefined, webhookId: 'whk_1', nodeId: undefined })
  expect(sources?.choose('aut_1')).toEqual({ automationId: 'aut_1', webhookId: undefined, nodeId: undefined })
})

test('it is said of what the counts are', () => {
  expect(countedWords(facets, false)).toBe('Counts of the last 24 hours')
  expect(countedWords(facets, true)).toBeNull()
  expect(countedWords({ ...facets, isWhole: false }, true)).toContain('newest')
})
