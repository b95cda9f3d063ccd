import type { Graph, GraphEdge } from '@hookline/schema'
import { plainWay } from '../blocks/block-kind.ts'

/** The ways by which a graph goes on past a block that is left out, the first that the block has. */
const healingBranches = [plainWay, 'yes', 'success', 'event']

/**
 * Leaves blocks out of a graph and heals the ways through them: A→B→C without B is A→C. Past a condition goes what its
 * `yes` led to. A way is never drawn twice and never leads to its own beginning.
 */
export function withoutBlocks(graph: Graph, ids: ReadonlySet<string>): Graph {
  if (!graph.nodes.some(({ id }) => ids.has(id))) return graph
  const out = outgoing(graph.edges)
  const edges = new Map<string, GraphEdge>()
  for (const edge of graph.edges) {
    if (ids.has(edge.from)) continue
    for (const to of endsPast(edge.to, ids, out)) {
      const key = JSON.stringify([edge.from, edge.branch ?? plainWay, to])
      if (to !== edge.from && !edges.has(key)) edges.set(key, to === edge.to ? edge : healed(edge, to))
    }
  }
  return { ...graph, nodes: graph.nodes.filter(({ id }) => !ids.has(id)), edges: [...edges.values()] }
}

/** The graph without the blocks that are bypassed; a trigger cannot be. */
export function withoutBypassed(graph: Graph): Graph {
  const bypassed = graph.nodes.filter((node) => node.bypassed && node.type !== 'trigger')
  return withoutBlocks(graph, new Set(bypassed.map(({ id }) => id)))
}

function healed({ from, branch }: GraphEdge, to: string): GraphEdge {
  return { from, to, ...(branch !== undefined && { branch }) }
}

/** Where a way ends when the blocks that are left out are passed; a loop with a memory, since drafts may hold circles. */
function endsPast(start: string, ids: ReadonlySet<string>, out: ReadonlyMap<string, GraphEdge[]>): string[] {
  const ends: string[] = []
  const passed = new Set([start])
  for (const id of passed) {
    if (!ids.has(id)) ends.push(id)
    else for (const edge of healingWay(out.get(id) ?? [])) passed.add(edge.to)
  }
  return ends
}

function healingWay(edges: readonly GraphEdge[]): readonly GraphEdge[] {
  const [first] = edges
  const has = (branch: string) => edges.some((edge) => (edge.branch ?? plainWay) === branch)
  const chosen = healingBranches.find(has) ?? first?.branch
  return edges.filter(({ branch }) => (branch ?? plainWay) === (chosen ?? plainWay))
}

function outgoing(edges: readonly GraphEdge[]): ReadonlyMap<string, GraphEdge[]> {
  const out = new Map<string, GraphEdge[]>()
  for (const edge of edges) {
    const list = out.get(edge.from)
    if (list) list.push(edge)
    else out.set(edge.from, [edge])
  }
  return out
}
