import type { Endpoint, EndpointStop } from '@hookline/schema'
import { expect, test } from 'vitest'
import { heldWords, pressing, stopWord, stopWords } from './stop-words.ts'

const free: EndpointStop = { breaker: 'closed', breakerSince: null, openUntil: null, paused: null, retryAfter: null, failingSince: null }
const at = '2026-11-21T10:00:00Z'
type Paused = NonNullable<EndpointStop['paused']>
const paused = (reason: Paused['reason'], by: string | null = null) => stopWords({ ...free, paused: { at, reason, by } }, 'crm.example.com')

test('a pause says why, since when, and who made it', () => {
  expect(paused('gone')).toMatchObject({ title: 'crm.example.com is paused', since: at, why: expect.stringContaining('410 Gone') })
  expect(paused('no-success')?.why).toContain('accepted nothing for five days')
  expect(paused('asked')?.why).toContain('asked for no more calls')
  expect(paused('by-hand', 'anna@example.com')?.why).toBe('By anna@example.com.')
})

test('each phase of a breaker says what goes on, and a free endpoint nothing', () => {
  const words = (['open', 'probing', 'draining'] as const).map((breaker) => stopWords({ ...free, breaker }, 'crm.example.com')?.title)
  expect(new Set(words).size).toBe(3)
  expect(stopWords({ ...free, breaker: 'open', openUntil: at, failingSince: at }, 'a')).toMatchObject({ since: at, until: at })
  const lastSucceeded = { ...free, breaker: 'open', breakerSince: at } as const
  expect(stopWords(lastSucceeded, 'a')?.since).toBe(at)
  expect(stopWords({ ...lastSucceeded, failingSince: '2026-11-20T10:00:00Z' }, 'a')?.since).toBe('2026-11-20T10:00:00Z')
  expect(stopWords(free, 'crm.example.com')).toBeNull()
})

test('what is held is counted, where it can be', () => {
  expect(heldWords(0)).toContain('Nothing is held so far')
  expect(heldWords(1)).toContain('1 delivery is held')
  expect(heldWords(1204)).toContain('1,204 deliveries are held')
  expect(heldWords(null)).toContain('Thousands')
})

test('pauses come first, and what is called again needs nobody', () => {
  const endpoint = (id: string, stop: Partial<EndpointStop>) => ({ id, stop: { ...free, ...stop } }) as Endpoint
  const found = pressing([
    endpoint('open', { breaker: 'open' }),
    endpoint('draining', { breaker: 'draining' }),
    endpoint('paused', { paused: { at, reason: 'gone', by: null } }),
  ])
  expect(found.map(({ id }) => id)).toEqual(['paused', 'open'])
  expect(stopWord(found)).toBe('paused')
  expect(stopWord(found.slice(1))).toBe('left alone')
  expect(stopWord([endpoint('free', {})])).toBeNull()
})
