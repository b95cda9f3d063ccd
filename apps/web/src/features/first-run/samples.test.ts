import type { EventType } from '@hookline/schema'
import { expect, test } from 'vitest'
import { sampleOf, sendableTypes, usualType } from './samples.ts'

const type = (name: string, more: Partial<EventType> = {}): EventType => ({
  ...{ name, title: name, description: '', group: null, schema: {}, sample: null, source: 'declared' },
  ...{ lastSample: null, observations: { sampled: 0, absent: {} }, firstSeenAt: null, lastSeenAt: null },
  ...more,
})
const seen = (name: string, sampled: number) => type(name, { lastSeenAt: '2026-11-21T10:00:00Z', observations: { sampled, absent: {} } })

test('the type that comes most often is chosen, in a new workspace level_completed', () => {
  expect(usualType([seen('a', 3), seen('b', 9), type('level_completed')])?.name).toBe('b')
  expect(usualType([type('a'), type('level_completed')])?.name).toBe('level_completed')
  expect(usualType([type('a')])?.name).toBe('a')
  expect(usualType([])).toBeUndefined()
})

test('events of Hookline itself are not offered: nobody can send them', () => {
  expect(sendableTypes([type('hookline.x'), type('a')]).map(({ name }) => name)).toEqual(['a'])
})

test('a type that was only seen is tried with what came last', () => {
  expect(sampleOf(type('a', { lastSample: { x: 1 } }))).toEqual({ x: 1 })
  expect(sampleOf(type('a', { sample: { y: 1 }, lastSample: { x: 1 } }))).toEqual({ y: 1 })
  expect(sampleOf(undefined)).toEqual({})
})
