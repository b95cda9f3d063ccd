import { expect, test } from 'vitest'
import { stateSummary } from './state-summary.ts'

test('a state is told by its plain values first, and the rest is counted', () => {
  expect(stateSummary({})).toBe('')
  expect(stateSummary({ level: 5, vip: true })).toBe('level 5 · vip true')
  expect(stateSummary({ tags: ['a'], level: 5, a: null, b: 1, c: 2 })).toBe('level 5 · a null · b 1 · c 2 · +1')
})

test('long and hostile values stay a line, in which nothing is hidden', () => {
  expect(stateSummary({ text: `a${'b'.repeat(100_000)}` })).toHaveLength('text '.length + 41)
  expect(stateSummary({ name: 'a\n\u202eb' })).toBe('name a U+202Eb')
  expect(stateSummary({ emoji: '🎉'.repeat(60) })).toBe(`emoji ${'🎉'.repeat(40)}…`)
})
