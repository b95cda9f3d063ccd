import type { Graph } from '@hookline/schema'
import { expect, test } from 'vitest'
import { madeName } from './given-name.ts'

const titles = new Map([['level_completed', 'Level completed']])
const at = { position: { x: 0, y: 0 } }
const graph = (eventType: string, ...urls: string[]): Graph => ({
  nodes: [
    { id: 't', type: 'trigger', ...at, config: { eventType } },
    ...urls.map((url, index) => ({ id: `w${index}`, type: 'webhook', ...at, config: { request: { urls: [url] } } })),
  ],
  edges: [],
})

test('an automation that nobody named is called by what it does', () => {
  expect(madeName('New journey', graph('level_completed', 'https://crm.example.com/{{user.id}}'), titles)).toBe(
    'Level completed → crm.example.com',
  )
  expect(madeName('New rule', graph('unseen', 'https://{{event.host}}/'), titles)).toBe('unseen')
  const many = ['a', 'b', 'c', 'd'].map((host) => `https://${host}.example.com/`)
  expect(madeName('New rule', graph('level_completed', ...many), titles)).toBe('Level completed → a.example.com, b.example.com and 2 more')
})

test('a name that somebody gave stays', () => {
  expect(madeName('Winback', graph('level_completed'), titles)).toBeNull()
  expect(madeName('New rule', graph(''), titles)).toBeNull()
})
