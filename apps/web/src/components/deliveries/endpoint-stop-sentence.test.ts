import type { EndpointStop } from '@hookline/schema'
import { expect, test } from 'vitest'
import { stopSentence } from './endpoint-stop-sentence.ts'

const free: EndpointStop = { breaker: 'closed', openUntil: null, paused: null, retryAfter: null, failingSince: null }
const paused = (reason: NonNullable<EndpointStop['paused']>['reason'], by: string | null = null) =>
  stopSentence({ ...free, paused: { at: '2026-11-21T10:00:00Z', reason, by } }, 'crm.example.com')

test('a pause says why, and who made it', () => {
  expect(paused('gone')).toBe('Paused, because crm.example.com answered 410 Gone:')
  expect(paused('no-success')).toContain('accepted nothing for five days')
  expect(paused('asked')).toContain('asked for no more calls')
  expect(paused('by-hand', 'anna@example.com')).toBe('Paused by anna@example.com:')
})

test('each phase of a breaker says what goes on, and a free endpoint nothing', () => {
  const words = (['open', 'probing', 'draining'] as const).map((breaker) => stopSentence({ ...free, breaker }, 'crm.example.com'))
  expect(new Set(words).size).toBe(3)
  expect(stopSentence(free, 'crm.example.com')).toBeNull()
})
