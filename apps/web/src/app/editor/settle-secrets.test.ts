import type { Graph, JsonObject } from '@hookline/schema'
import { expect, test } from 'vitest'
import { settleSecrets, toldSecrets } from './settle-secrets.ts'

function graphOf(config: JsonObject): Graph {
  return { nodes: [{ id: 'w', type: 'webhook', position: { x: 0, y: 0 }, config }], edges: [] }
}

test('a secret that was stored is no part of the drawing any more', () => {
  const headers = [
    { name: 'Authorization', value: 'Bearer x', secret: true },
    { name: 'X-Brand', value: 'b', secret: false },
  ]
  const graph = graphOf({ secret: 'generate', request: { headers } })
  const { nodes } = settleSecrets(graph, graph)
  expect(nodes[0]?.config).toEqual({
    hasSecret: true,
    request: {
      headers: [
        { name: 'Authorization', value: null, secret: true },
        { name: 'X-Brand', value: 'b', secret: false },
      ],
    },
  })
})

test('a secret that was removed is no part of the drawing any more', () => {
  const graph = graphOf({ hasSecret: true, secret: null })
  expect(settleSecrets(graph, graph).nodes[0]?.config).toEqual({})
})

test('what was written after the save was sent is still there', () => {
  const header = (value: string) => ({ request: { headers: [{ name: 'Authorization', value, secret: true }] } })
  const typed = graphOf(header('Bearer abcdef'))
  expect(settleSecrets(typed, graphOf(header('Bearer abc')))).toBe(typed)
  const unsigned = graphOf({ hasSecret: true, secret: null })
  expect(settleSecrets(unsigned, graphOf({ hasSecret: true }))).toBe(unsigned)
  const replaced = graphOf({ hasSecret: true, secret: 'generate' })
  expect(settleSecrets(replaced, graphOf({ hasSecret: true, secret: null }))).toBe(replaced)
})

test('a drawing without secrets stays the very same', () => {
  const graph = graphOf({ hasSecret: true, request: { headers: [{ name: 'A', value: null, secret: true }] } })
  expect(settleSecrets(graph, graph)).toBe(graph)
})

test('a secret that the server made is told, and nothing else', () => {
  expect(toldSecrets(graphOf({ secret: 'whsec_abc' }))).toEqual([{ nodeId: 'w', secret: 'whsec_abc' }])
  expect(toldSecrets(graphOf({ hasSecret: true }))).toEqual([])
})
