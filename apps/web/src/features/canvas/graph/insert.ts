import { callsOut } from '@hookline/engine'
import { edgesMax, type Graph, type GraphNode, type JsonObject } from '@hookline/schema'
import { freeSpot, makeRoom, spotAfter } from './place.ts'
import { type Place, typeProblem } from './rules.ts'
import { type AutomationKind, drawEdge, edgeKey, edgesOnWay, findBlock, findEdge, mainBranch, type Point, wayOf } from './ways.ts'

/** A block to be added; its id must be new. */
export interface NewBlock {
  readonly id: string
  readonly type: string
  readonly config: JsonObject
}

export interface Insertion {
  readonly block: NewBlock
  readonly place: Place
  /** Where the person dropped it; without it the canvas finds a spot. */
  readonly position?: Point | undefined
}

/**
 * Adds a block: free, at the end of a way, or into an edge (A→B becomes A→new→B). In a journey a way that is taken is
 * spliced; in a rule a WebHook hangs beside those that hang there, and a condition takes them all behind itself.
 * What the rules refuse gives the same graph back.
 */
export function insertBlock(graph: Graph, insertion: Insertion, kind: AutomationKind): Graph {
  const { block, place, position } = insertion
  if (findBlock(graph, block.id) || typeProblem(graph, { type: block.type, place }, kind) !== null) return graph
  if (graph.edges.length + 2 > edgesMax) return graph
  if (place.at === 'free') return withBlock(graph, block, freeSpot(graph, position ?? { x: 0, y: 0 }))
  if (place.at === 'edge') return intoEdge(graph, insertion, kind)
  const [taken] = edgesOnWay(graph, place.way)
  if (taken && kind === 'journey') return insertBlock(graph, { ...insertion, place: { at: 'edge', key: edgeKey(taken) } }, kind)
  const added = withBlock(graph, block, position ? freeSpot(graph, position) : spotAfter(graph, place.way))
  return { ...added, edges: [...added.edges, drawEdge(place.way, block.id)] }
}

function intoEdge(graph: Graph, { block, place, position }: Insertion, kind: AutomationKind): Graph {
  const edge = place.at === 'edge' ? findEdge(graph, place.key) : undefined
  const from = edge && findBlock(graph, edge.from)
  const to = edge && findBlock(graph, edge.to)
  if (!edge || !from || !to) return graph
  const way = wayOf(edge)
  if (kind === 'rule' && callsOut(block.type)) return insertBlock(graph, { block, place: { at: 'way', way }, position }, kind)
  const branch = mainBranch(block)
  if (branch === undefined) return graph
  const room = position ? { graph, spot: freeSpot(graph, position) } : makeRoom(graph, from, to)
  const moved = new Set(kind === 'rule' ? edgesOnWay(graph, way) : [edge])
  const edges = room.graph.edges.map((other) => (moved.has(other) ? drawEdge({ from: block.id, branch }, other.to) : other))
  const at = room.graph.edges.indexOf(edge)
  edges.splice(at, 0, drawEdge(way, block.id))
  return { ...withBlock(room.graph, block, room.spot), edges }
}

function withBlock(graph: Graph, { id, type, config }: NewBlock, position: Point): Graph {
  const node: GraphNode = { id, type, position, config }
  return { ...graph, nodes: [...graph.nodes, node] }
}
