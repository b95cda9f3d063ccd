import type { Graph, GraphNode } from '@hookline/schema'
import { drawnBranches, findBlock, type Point, reachedFrom, type Way } from './ways.ts'

/** A block's card, in the canvas' units. */
export const blockSize = { width: 240, height: 100 }
/** What a sticky note measures until somebody drags its corner. */
export const noteSize = { width: 200, height: 120 }
export const gridStep = 20
/** From the left edge of a block to that of the next one, and from the top of one to that of the one below. */
export const step = { x: 320, y: 140 }

/** The nearest point of the grid. */
export function snapToGrid({ x, y }: Point): Point {
  return { x: Math.round(x / gridStep) * gridStep, y: Math.round(y / gridStep) * gridStep }
}

/** A point at or below the wanted one where a block covers no other. */
export function freeSpot(graph: Graph, wanted: Point): Point {
  const covers = (spot: Point) =>
    graph.nodes.some(
      ({ position }) => Math.abs(position.x - spot.x) < blockSize.width && Math.abs(position.y - spot.y) < blockSize.height + gridStep,
    )
  let spot = snapToGrid(wanted)
  while (covers(spot)) spot = { x: spot.x, y: spot.y + gridStep * 2 }
  return spot
}

/** Where a block goes that is put at the end of a way: to the right, the second branch below the first. */
export function spotAfter(graph: Graph, way: Way): Point {
  const from = findBlock(graph, way.from)
  if (!from) return freeSpot(graph, { x: 0, y: 0 })
  const branches = drawnBranches(from, [])
  const row = Math.max(0, branches.indexOf(way.branch))
  return freeSpot(graph, { x: from.position.x + step.x, y: from.position.y + row * step.y })
}

/** Makes room for a block between two others: all that comes after moves right, only as far as it has to. */
export function makeRoom(graph: Graph, from: GraphNode, to: GraphNode): { graph: Graph; spot: Point } {
  const missing = from.position.x + step.x * 2 - to.position.x
  const spot = snapToGrid({ x: from.position.x + step.x, y: to.position.y })
  if (missing <= 0) {
    return { graph, spot: freeSpot(graph, { x: (from.position.x + to.position.x) / 2, y: (from.position.y + to.position.y) / 2 }) }
  }
  if (to.position.x < from.position.x) return { graph, spot: freeSpot(graph, spot) }
  const moving = reachedFrom(graph, [to.id])
  const shift = Math.ceil(missing / gridStep) * gridStep
  const nodes = graph.nodes.map((node) => {
    if (!moving.has(node.id) || node.id === from.id || node.position.x < to.position.x) return node
    return { ...node, position: { x: node.position.x + shift, y: node.position.y } }
  })
  const roomy = { ...graph, nodes }
  return { graph: roomy, spot: freeSpot(roomy, spot) }
}
