import type { DeliveryFacets } from '@hookline/schema'
import { expect, test } from 'vitest'
import { countedWords, countWords, facetGroups } from './facets.ts'

const facets: DeliveryFacets = {
  ...{ from: '2026-11-20T10:00:00Z', to: null, isWhole: true },
  status: [{ status: 'held', count: 2, isMore: false }],
  errors: [],
  hosts: [{ host: 'crm.example.com', count: 2, isMore: false }],
  sources: [{ kind: 'webhook', id: 'whk_1', name: null, count: 2, isMore: false }],
  eventTypes: [],
  campaigns: [],
}

test('facets name all statuses before anything is counted, and keep what is chosen', () => {
  const [status] = facetGroups(undefined, {})
  expect(status?.values.map(({ count }) => count)).toEqual([undefined, undefined, undefined, undefined, undefined])
  const groups = facetGroups(facets, { host: 'gone.example.com', status: 'held' })
  expect(groups.map(({ title }) => title)).toEqual(['Status', 'Endpoint', 'Automation or webhook'])
  expect(groups[1]?.values.map(({ value }) => value)).toEqual(['gone.example.com', 'crm.example.com'])
})

test('an event type is called by its title, also where nothing matches it any more', () => {
  const counted = { ...facets, eventTypes: [{ eventType: 'level_completed', count: 2, isMore: false }] }
  const titles = new Map([
    ['level_completed', 'Level completed'],
    ['gone', 'Gone by now'],
  ])
  const [types] = facetGroups(counted, { eventType: 'gone' }, { titles }).filter(({ title }) => title === 'Event type')
  expect(types?.values.map(({ label }) => label)).toEqual(['Gone by now', 'Level completed'])
})

test('a source is filtered by what it is', () => {
  const [, , sources] = facetGroups(facets, {})
  expect(sources?.values).toEqual([{ value: 'whk_1', label: 'deleted since', count: 2, isMore: false }])
  expect(sources?.choose('whk_1')).toEqual({ automationId: undefined, webhookId: 'whk_1', nodeId: undefined })
  expect(sources?.choose('aut_1')).toEqual({ automationId: 'aut_1', webhookId: undefined, nodeId: undefined })
})

test('it is said of what the counts are', () => {
  expect(countedWords(facets, {})).toBe('Counts of the last 24 hours')
  expect(countedWords(facets, { from: 'then' })).toBeNull()
  expect(countedWords({ ...facets, isWhole: false }, { from: 'then' })).toBe('Counts of the newest 10,000')
  expect(countedWords(facets, { from: 'then', body: 'order-7' })).toBe('Counts, whatever stands in the bodies')
})

test('errors and campaigns are facets, a campaign by its name', () => {
  const counted = {
    ...facets,
    errors: [{ error: 'timeout', count: 1, isMore: false }],
    campaigns: [{ campaignId: 'c-1', count: 10_000, isMore: true }],
  }
  const groups = facetGroups(counted, { campaignId: 'c-2' }, { campaigns: new Map([['c-1', 'Summer']]) })
  const ofTitle = (title: string) => groups.find((group) => group.title === title)
  expect(ofTitle('Error')?.choose('timeout')).toEqual({ error: 'timeout' })
  expect(ofTitle('Campaign')?.values).toEqual([
    { value: 'c-2', label: undefined },
    { value: 'c-1', label: 'Summer', count: 10_000, isMore: true },
  ])
})

test('beyond what is counted there are more', () => {
  expect(countWords(9999, false)).toEqual({ short: '9,999', whole: '9,999' })
  expect(countWords(10_000, true)).toEqual({ short: '10,000+', whole: 'more than 10,000' })
})
