import type { Graph } from '@hookline/schema'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { graphDifference, isEmptyDifference } from './graph-difference.ts'

const position = { x: 0, y: 0 }
const graph: Graph = {
  nodes: [
    { id: 't', type: 'trigger', position, config: { eventType: 'level_completed' } },
    { id: 'w', type: 'webhook', position, config: { request: { urls: ['https://a.example'], method: 'POST' } } },
  ],
  edges: [{ from: 't', to: 'w' }],
}

test('a graph does not differ from itself, wherever its blocks stand', () => {
  const moved = { ...graph, nodes: graph.nodes.toReversed().map((node) => ({ ...node, position: { x: 7, y: 7 } })) }
  expect(isEmptyDifference(graphDifference(graph, moved))).toBe(true)
})

test('a changed setting is named with what it was and what it is', () => {
  const [trigger, webhook] = graph.nodes
  if (!trigger || !webhook) throw new Error('two blocks')
  const after = { ...graph, nodes: [trigger, { ...webhook, config: { request: { urls: ['https://b.example'], method: 'POST' } } }] }
  expect(graphDifference(graph, after).changed).toEqual([
    { node: after.nodes[1], fields: [{ path: 'request.urls.0', before: 'https://a.example', after: 'https://b.example' }] },
  ])
})

test('blocks that came and went are told, their ways are not told twice', () => {
  const exit = { id: 'x', type: 'webhook', position, config: {} }
  const after: Graph = { nodes: [...graph.nodes.slice(0, 1), exit], edges: [{ from: 't', to: 'x' }] }
  const { added, removed, waysAdded, waysRemoved } = graphDifference(graph, after)
  expect([added.map(({ id }) => id), removed.map(({ id }) => id), waysAdded, waysRemoved]).toEqual([['x'], ['w'], [], []])
})

test('a way between blocks that stay is told', () => {
  expect(graphDifference(graph, { ...graph, edges: [] }).waysRemoved).toEqual([{ from: 't', to: 'w' }])
})

test('whatever settings a block has, equal ones are no difference and others always are', () => {
  const config = fc.dictionary(
    fc.string({ maxLength: 4 }).filter((key) => key !== '__proto__'),
    fc.jsonValue({ maxDepth: 3 }),
    { maxKeys: 4 },
  )
  fc.assert(
    fc.property(config, config, (one, other) => {
      const of = (value: typeof one): Graph => ({
        nodes: [{ id: 'n', type: 'webhook', position, config: JSON.parse(JSON.stringify({ value })) }],
        edges: [],
      })
      const isSame = JSON.stringify(sorted(one)) === JSON.stringify(sorted(other))
      expect(isEmptyDifference(graphDifference(of(one), of(other)))).toBe(isSame)
    }),
  )
})

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return Array.isArray(value) ? value.map(sorted) : value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  )
}
