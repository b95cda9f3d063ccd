import type { Diagnostic, Graph, GraphEdge, GraphNode } from '@hookline/schema'
import { plainWay, type Ways } from '../blocks/block-kind.ts'
import { branchesOf } from '../blocks/registry.ts'
import { diagnose } from '../diagnostic-codes.ts'
import { blockLabel } from './read-graph.ts'

/** A graph as maps, each block once and each way once. Maps, because ids and branches may be named `__proto__`. */
export interface DrawnGraph {
  nodes: ReadonlyMap<string, GraphNode>
  triggers: readonly GraphNode[]
  /** Where the branches of a block lead; every branch that the block has is there. */
  ways: ReadonlyMap<string, ReadonlyMap<string, string[]>>
  /** The blocks that follow a block by any way, one of an unknown branch too, so that one mistake is named once. */
  following: ReadonlyMap<string, readonly string[]>
}

/** Sorts the blocks and ways of a graph. Out: the maps, and diagnostics for ids, ends and branches that cannot be. */
export function drawGraph(graph: Graph): { drawn: DrawnGraph; diagnostics: Diagnostic[] } {
  const diagnostics: Diagnostic[] = []
  const nodes = new Map<string, GraphNode>()
  for (const node of graph.nodes) {
    if (nodes.has(node.id)) diagnostics.push(diagnose('graph.duplicate-id', `Two blocks have the id "${node.id}".`, { nodeId: node.id }))
    else nodes.set(node.id, node)
  }
  const ways = new Map([...nodes].map(([id, node]) => [id, new Map((branchesOf(node) ?? []).map((branch) => [branch, [] as string[]]))]))
  const following = new Map([...nodes.keys()].map((id) => [id, [] as string[]]))
  for (const [index, edge] of graph.edges.entries()) {
    const found = placeEdge(edge, `edges.${index}`, nodes)
    if ('problem' in found) {
      diagnostics.push(found.problem)
      if (!found.connects) continue
    }
    following.get(edge.from)?.push(edge.to)
    const targets = ways.get(edge.from)?.get(edge.branch ?? plainWay)
    if (targets?.includes(edge.to)) diagnostics.push(duplicateEdge(edge, `edges.${index}`))
    else targets?.push(edge.to)
  }
  const triggers = [...nodes.values()].filter(({ type }) => type === 'trigger')
  return { drawn: { nodes, triggers, ways, following }, diagnostics }
}

/** The ways out of a block as a definition stores them. */
export function storedWays(drawn: DrawnGraph, id: string): Ways {
  return Object.fromEntries(drawn.ways.get(id) ?? [])
}

type PlacedEdge = { ok: true } | { problem: Diagnostic; connects: boolean }

function placeEdge(edge: GraphEdge, path: string, nodes: ReadonlyMap<string, GraphNode>): PlacedEdge {
  const from = nodes.get(edge.from)
  const to = nodes.get(edge.to)
  if (!from) {
    const place = { path, ...(to && { nodeId: edge.to }), fix: 'Remove the way.' }
    return {
      problem: diagnose('graph.edge-from-nowhere', `A way begins at "${edge.from}", and there is no such block.`, place),
      connects: false,
    }
  }
  const place = { nodeId: edge.from, path }
  if (!to) {
    const message = `A way leads from ${blockLabel(from)} to "${edge.to}", and there is no such block.`
    return { problem: diagnose('graph.edge-to-nowhere', message, { ...place, fix: 'Remove the way.' }), connects: false }
  }
  if (to.type === 'trigger') {
    const message = `A way leads from ${blockLabel(from)} back into the trigger, which only events enter.`
    return { problem: diagnose('graph.into-trigger', message, { ...place, fix: 'Remove the way.' }), connects: false }
  }
  const branches = branchesOf(from)
  if (!branches || branches.includes(edge.branch ?? plainWay)) return { ok: true }
  return { problem: unknownBranch(from, edge.branch ?? plainWay, { branches, path }), connects: true }
}

function unknownBranch(from: GraphNode, branch: string, { branches, path }: { branches: readonly string[]; path: string }): Diagnostic {
  const names = branches.map((name) => (name === plainWay ? 'a plain way on' : `"${name}"`))
  const has = names.length === 0 ? 'no way on' : names.join(' and ')
  const asked = branch === plainWay ? 'a plain way on' : `a branch "${branch}"`
  return diagnose('graph.unknown-branch', `${blockLabel(from)} does not have ${asked}: it has ${has}.`, { nodeId: from.id, path })
}

function duplicateEdge({ from, to }: GraphEdge, path: string): Diagnostic {
  return diagnose('graph.duplicate-edge', `The way from "${from}" to "${to}" is drawn twice; it counts once.`, { nodeId: from, path })
}
