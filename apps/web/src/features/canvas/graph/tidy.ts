import { graphlib, layout } from '@dagrejs/dagre'
import type { Graph } from '@hookline/schema'
import { moveItems } from './change.ts'
import { blockSize, snapToGrid, step } from './place.ts'
import { drawnBranches, edgesByBlock, type Point, readingOrder, wayOf } from './ways.ts'

/**
 * Lays all blocks out from left to right on the grid, the ways of a block in the order of its branches: yes straight on,
 * no below it. The upper left corner of the whole stays where it was, and so do the notes.
 */
export function tidyUp(graph: Graph): Graph {
  if (graph.nodes.length === 0) return graph
  const drawing = new graphlib.Graph({ multigraph: true })
  const gaps = { nodesep: step.y - blockSize.height, ranksep: step.x - blockSize.width, edgesep: 20 }
  drawing.setGraph({ rankdir: 'LR', align: 'UL', ...gaps })
  drawing.setDefaultEdgeLabel(() => ({}))
  for (const id of readingOrder(graph)) drawing.setNode(id, { ...blockSize })
  const byBlock = edgesByBlock(graph)
  for (const node of graph.nodes) {
    const edges = byBlock.get(node.id) ?? []
    const branches = drawnBranches(node, edges)
    const sorted = edges.toSorted((a, b) => branches.indexOf(wayOf(a).branch) - branches.indexOf(wayOf(b).branch))
    for (const [place, { to }] of sorted.entries()) if (drawing.hasNode(to)) drawing.setEdge(node.id, to, {}, String(place))
  }
  layout(drawing, { customOrder: orderByBranches })
  const placed = new Map<string, Point>(
    graph.nodes.map(({ id, position }) => {
      const { x = position.x, y = position.y } = drawing.node(id)
      return [id, { x: x - blockSize.width / 2, y: y - blockSize.height / 2 }]
    }),
  )
  const corner = cornerOf(placed.values())
  const start = cornerOf(graph.nodes.map(({ position }) => position))
  const shifted = [...placed].map(([id, { x, y }]) => [id, snapToGrid({ x: x - corner.x + start.x, y: y - corner.y + start.y })] as const)
  return moveItems(graph, new Map(shifted))
}

/**
 * Orders each column by a walk that takes the ways of every block by their place (the edges' names). dagre's own order
 * has the fewest crossings between columns, but knows nothing of the handles that the ways leave from.
 */
function orderByBranches(drawing: graphlib.Graph): void {
  const counts = new Map<number, number>()
  const visited = new Set<string>()
  const byRank = drawing.nodes().toSorted((a, b) => drawing.node(a).rank - drawing.node(b).rank)
  const stack = byRank.toReversed()
  for (let id = stack.pop(); id !== undefined; id = stack.pop()) {
    if (visited.has(id)) continue
    visited.add(id)
    const label = drawing.node(id)
    label.order = counts.get(label.rank) ?? 0
    counts.set(label.rank, label.order + 1)
    const ways = drawing.outEdges(id) ?? []
    stack.push(...ways.toSorted((a, b) => Number(b.name ?? 0) - Number(a.name ?? 0)).map(({ w }) => w))
  }
}

function cornerOf(points: Iterable<Point>): Point {
  const all = [...points]
  return { x: Math.min(...all.map(({ x }) => x)), y: Math.min(...all.map(({ y }) => y)) }
}
