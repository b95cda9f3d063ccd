import { graphlib, layout } from '@dagrejs/dagre'
import type { Graph } from '@hookline/schema'
import { moveItems } from './change.ts'
import { blockSize, snapToGrid, step } from './place.ts'
import { edgesByBlock, type Point, wayOf } from './ways.ts'

/** Lays all blocks out from left to right on the grid; the upper left corner of the whole stays where it was, and so do the notes. */
export function tidyUp(graph: Graph): Graph {
  if (graph.nodes.length === 0) return graph
  const drawing = new graphlib.Graph({ multigraph: true })
  drawing.setGraph({ rankdir: 'LR', nodesep: step.y - blockSize.height, ranksep: step.x - blockSize.width, edgesep: 20 })
  drawing.setDefaultEdgeLabel(() => ({}))
  for (const { id } of graph.nodes) drawing.setNode(id, { ...blockSize })
  for (const [id, edges] of edgesByBlock(graph)) {
    for (const edge of edges) if (drawing.hasNode(edge.to)) drawing.setEdge(id, edge.to, {}, `by ${wayOf(edge).branch}`)
  }
  layout(drawing)
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

function cornerOf(points: Iterable<Point>): Point {
  const all = [...points]
  return { x: Math.min(...all.map(({ x }) => x)), y: Math.min(...all.map(({ y }) => y)) }
}
