import type { Graph } from '@hookline/schema'
import { edgesByBlock, findBlock, readingOrder } from '../graph/ways.ts'

export type Direction = 'left' | 'right' | 'up' | 'down' | 'next' | 'previous'

/**
 * The block that the arrow keys lead to: left and right along the edges, up and down to the nearest block there, next
 * and previous in reading order. Undefined at the end.
 */
export function neighbour(graph: Graph, id: string, direction: Direction): string | undefined {
  const byBlock = edgesByBlock(graph)
  switch (direction) {
    case 'right':
      return byBlock.get(id)?.[0]?.to
    case 'left':
      return graph.edges.find(({ to }) => to === id)?.from
    case 'up':
    case 'down':
      return nearestRow(graph, id, direction === 'down' ? 1 : -1)
    case 'next':
    case 'previous': {
      const order = readingOrder(graph)
      const at = order.indexOf(id)
      return direction === 'next' ? order[at + 1] : order[at - 1]
    }
  }
}

function nearestRow(graph: Graph, id: string, sign: 1 | -1): string | undefined {
  const from = findBlock(graph, id)
  if (!from) return undefined
  // A block beside counts three times as far as one below, so that the way down is a column.
  const distance = ({ x, y }: { x: number; y: number }) => Math.abs(x - from.position.x) * 3 + Math.abs(y - from.position.y)
  const there = graph.nodes.filter(({ position }) => (position.y - from.position.y) * sign > 0)
  return there.sort((a, b) => distance(a.position) - distance(b.position))[0]?.id
}
