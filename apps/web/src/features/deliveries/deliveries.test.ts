import type { Attempt, Delivery, DeliveryFacets } from '@hookline/schema'
import { expect, test } from 'vitest'
import { causeOf } from '../../components/deliveries/cause.ts'
import { apiQuery, isFiltered, noFilters } from '../../components/deliveries/delivery-filters.ts'
import { codeWord, hostOf, outcomeWord, statusSentence } from '../../components/deliveries/status-sentence.ts'
import { tookWords } from '../../components/deliveries/took-words.ts'
import { countedWords, facetGroups } from './facets.ts'

const clock = (time: string) => time.slice(11, 19)

const attempt = (number: number, more: Partial<Attempt>): Attempt => ({
  ...{ number, startedAt: `2026-11-21T12:04:1${number}Z`, durationMs: 120 },
  ...more,
})

const delivery = (more: Partial<Delivery>): Delivery => ({
  ...{ id: 'dlv_1', messageId: 'msg_1', status: 'undelivered', source: { kind: 'webhook', id: 'whk_1', name: 'w' } },
  ...{ endpointId: 'ep_1', eventId: 'e', eventType: 't', userId: 'u', campaignId: null, method: 'POST' },
  ...{ url: 'https://crm.example.com/hooks', attemptCount: 0, lastStatus: null, createdAt: '', finishedAt: null, nextAttemptAt: null },
  ...{ request: { method: 'POST', url: '', headers: [], body: null }, attempts: [] },
  ...more,
})

const sentence = (more: Partial<Delivery>) => statusSentence(delivery(more), { clock, until: () => 'in 5 min.' })
const failed = [1, 2, 3].map((number) => attempt(number, { status: 500, error: 'status' }))

test('a sentence says how a delivery stands', () => {
  expect(sentence({ attempts: failed })).toBe('Undelivered: 500 from crm.example.com three times; last 12:04:13')
  expect(sentence({ attempts: [...failed, attempt(4, { error: 'dns' })] })).toBe(
    'Undelivered: host not found (crm.example.com) at the last of 4 attempts; last 12:04:14',
  )
  expect(sentence({})).toBe('Undelivered: nothing was sent')
  expect(sentence({ status: 'succeeded', attempts: [attempt(1, { status: 200 })] })).toBe(
    'Succeeded: 200 from crm.example.com, answered in 120 ms',
  )
  expect(sentence({ status: 'held', heldReason: 'switch-off' })).toBe('Held: calls are switched off')
  expect(sentence({ status: 'pending' })).toBe('Pending: not sent to crm.example.com yet; it is being sent')
  expect(sentence({ status: 'pending', attempts: failed.slice(0, 1), nextAttemptAt: '2026-11-21T12:05:00Z' })).toBe(
    'Pending: 500 from crm.example.com once; next try in 5 min.',
  )
})

test('a host is shown with its port, and what is no URL as it is', () => {
  expect(hostOf('http://127.0.0.1:8080/x')).toBe('127.0.0.1:8080')
  expect(hostOf('{{nonsense')).toBe('{{nonsense')
})

test('a code is the receiver’s, else why there is none', () => {
  expect(codeWord({ lastStatus: 404, error: 'status' })).toBe('404')
  expect(codeWord({ lastStatus: null, error: 'tls' })).toBe('tls')
  expect(outcomeWord({ error: 'tls' })).toBe('no secure connection')
  expect(outcomeWord({ error: 'constructor' })).toBe('constructor')
  expect(codeWord({ lastStatus: null })).toBe('–')
})

test('what went wrong comes with a remedy', () => {
  expect(causeOf(delivery({ error: 'status', lastStatus: 401 }))?.fix).toContain('Authorization')
  expect(causeOf(delivery({ error: 'status', lastStatus: 503 }))?.message).toContain('503')
  expect(causeOf(delivery({ error: 'dns', errorMessage: 'ENOTFOUND' }))?.message).toContain('ENOTFOUND')
  expect(causeOf(delivery({ error: 'toString' }))?.message).toContain('"toString"')
  expect(causeOf(delivery({ status: 'held', heldReason: 'breaker-open' }))?.fix).toContain('as soon as it answers')
  expect(causeOf(delivery({ status: 'succeeded' }))).toBeNull()
})

test('what is owed is never told to be resent: it can be tried now, or cancelled first', () => {
  const fixOf = (status: Delivery['status']) => causeOf(delivery({ status, error: 'status', lastStatus: 503 }))?.fix
  expect(fixOf('pending')).toContain('at once by Try now')
  expect(fixOf('pending')).not.toContain('Then resend it')
  expect(fixOf('undelivered')).toContain('Then resend it')
})

test('how long a delivery took includes the pauses between its tries', () => {
  const createdAt = '2026-11-21T10:00:00.000Z'
  expect(tookWords({ createdAt, finishedAt: '2026-11-21T10:00:00.038Z' })).toBe('38 ms')
  expect(tookWords({ createdAt, finishedAt: '2026-11-21T10:01:05.000Z' })).toBe('1 min')
  expect(tookWords({ createdAt, finishedAt: null })).toBeNull()
})

test('the address becomes a question to the API, without what does not exist', () => {
  const nowMs = Date.parse('2026-11-21T10:00:00Z')
  expect(apiQuery({ status: 'undelivered', send: '1', range: '15m' }, nowMs)).toEqual({
    status: 'undelivered',
    from: '2026-11-21T09:45:00.000Z',
  })
  expect(apiQuery({ status: 'lost' }, nowMs)).toEqual({})
  expect(isFiltered({ send: '1' })).toBe(false)
  expect(isFiltered({ userId: 'u' })).toBe(true)
  expect(Object.keys(noFilters)).toContain('range')
})

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
