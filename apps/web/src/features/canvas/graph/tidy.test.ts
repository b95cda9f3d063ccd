import { plainWay } from '@hookline/engine'
import type { Graph } from '@hookline/schema'
import { describe, expect, it } from 'vitest'
import { insertBlock } from './insert.ts'
import { tidyUp } from './tidy.ts'
import type { Way } from './ways.ts'

const node = (id: string, type: string) => ({ id, type, position: { x: 0, y: 0 }, config: {} })
const edge = (from: string, to: string, branch?: string) => ({ from, to, ...(branch && { branch }) })

describe('tidying up', () => {
  const drawn = (types: Record<string, string>, ways: [string, string, string?][]): Graph => ({
    nodes: Object.entries(types).map(([id, type]) => node(id, type)),
    edges: ways.map(([from, to, branch]) => edge(from, to, branch)),
  })
  const placesOf = ({ nodes }: Graph) => Object.fromEntries(nodes.map(({ id, position }) => [id, position]))

  it('puts yes above no, in whatever order they were drawn and however long they are', () => {
    const types = { when: 'trigger', ask: 'condition', a: 'webhook', b: 'condition', c: 'webhook', d: 'webhook' }
    const orders: [string, string, string?][][] = [
      [
        ['when', 'ask'],
        ['ask', 'd', 'no'],
        ['ask', 'b', 'yes'],
        ['b', 'c', 'no'],
        ['b', 'a', 'yes'],
      ],
      [
        ['b', 'a', 'yes'],
        ['b', 'c', 'no'],
        ['ask', 'b', 'yes'],
        ['ask', 'd', 'no'],
        ['when', 'ask'],
      ],
      [
        ['when', 'ask'],
        ['ask', 'd', 'yes'],
        ['ask', 'b', 'no'],
        ['b', 'c', 'yes'],
        ['b', 'a', 'no'],
      ],
    ]
    for (const ways of orders) {
      const places = placesOf(tidyUp(drawn(types, ways)))
      for (const [from, yes, branch] of ways) {
        const no = ways.find((way) => way[0] === from && way[2] === 'no')?.[1]
        if (branch === 'yes' && no) expect(places[yes]?.y, `${from} yes`).toBeLessThan(places[no]?.y ?? 0)
      }
    }
  })

  it('keeps yes above no where both ways meet again', () => {
    const types = { when: 'trigger', ask: 'condition', b: 'condition', c: 'webhook', d: 'webhook' }
    const ways: [string, string, string?][] = [
      ['when', 'ask'],
      ['ask', 'c', 'no'],
      ['ask', 'b', 'yes'],
      ['b', 'd', 'yes'],
      ['b', 'c', 'no'],
    ]
    const { b, c, d, ask, when } = placesOf(tidyUp(drawn(types, ways)))
    expect(new Set([when?.y, ask?.y, b?.y, d?.y]).size, 'the way of yes is straight').toBe(1)
    expect(c?.y).toBeGreaterThan(d?.y ?? 0)
  })

  it('moves nothing that was put together by the +', () => {
    const kind = 'journey'
    const put = (graph: Graph, id: string, type: string, way: Way) =>
      insertBlock(graph, { block: { id, type, config: {} }, place: { at: 'way', way } }, kind)
    let graph = insertBlock({ nodes: [], edges: [] }, { block: { id: 'when', type: 'trigger', config: {} }, place: { at: 'free' } }, kind)
    graph = put(graph, 'ask', 'condition', { from: 'when', branch: plainWay })
    graph = put(graph, 'no', 'webhook', { from: 'ask', branch: 'no' })
    graph = put(graph, 'yes', 'webhook', { from: 'ask', branch: 'yes' })
    expect(tidyUp(graph)).toBe(graph)
  })

  it('puts every block right of the ones before it, on the grid, none over another', () => {
    const nodes = Array.from({ length: 12 }, (_, index) => node(`n${index}`, index === 0 ? 'trigger' : index % 3 ? 'webhook' : 'condition'))
    const edges = nodes.slice(1).map(({ id }, index) => edge(`n${Math.floor(index / 2)}`, id, index % 2 ? 'no' : undefined))
    const graph = tidyUp({ nodes, edges })
    const places = new Map(graph.nodes.map(({ id, position }) => [id, position]))
    for (const { from, to } of edges) expect(places.get(to)?.x).toBeGreaterThan(places.get(from)?.x ?? 0)
    expect(new Set([...places.values()].map(({ x, y }) => `${x} ${y}`)).size).toBe(12)
    for (const { x, y } of places.values()) expect([x % 20, y % 20].map(Math.abs)).toEqual([0, 0])
    expect(tidyUp(graph)).toBe(graph)
  })
})
