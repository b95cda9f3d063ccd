import { branchesOf, plainWay, waitsAt } from '@hookline/engine'
import type { Graph, GraphEdge, GraphNode } from '@hookline/schema'

export type AutomationKind = 'rule' | 'journey'
export type Point = GraphNode['position']

/** A way out of a block; `branch` is `plainWay` for the way on without a name. */
export interface Way {
  readonly from: string
  readonly branch: string
}

/** The block of that id. */
export function findBlock(graph: Graph, id: string): GraphNode | undefined {
  return graph.nodes.find((node) => node.id === id)
}

/** The way that an edge is drawn on. */
export function wayOf({ from, branch }: GraphEdge): Way {
  return { from, branch: branch ?? plainWay }
}

/** What tells one edge from all others: no two lead from the same way to the same block. */
export function edgeKey({ from, branch, to }: Pick<GraphEdge, 'from' | 'branch' | 'to'>): string {
  return JSON.stringify([from, branch ?? plainWay, to])
}

/** The edge of that key. */
export function findEdge(graph: Graph, key: string): GraphEdge | undefined {
  return graph.edges.find((edge) => edgeKey(edge) === key)
}

/** A new edge on a way; the plain way is written without a branch. */
export function drawEdge({ from, branch }: Way, to: string): GraphEdge {
  return branch === plainWay ? { from, to } : { from, to, branch }
}

/** The edges that leave by one way. */
export function edgesOnWay(graph: Graph, { from, branch }: Way): GraphEdge[] {
  return graph.edges.filter((edge) => edge.from === from && (edge.branch ?? plainWay) === branch)
}

/** The edges that leave each block. */
export function edgesByBlock(graph: Graph): Map<string, GraphEdge[]> {
  const byBlock = new Map<string, GraphEdge[]>(graph.nodes.map(({ id }) => [id, []]))
  for (const edge of graph.edges) byBlock.get(edge.from)?.push(edge)
  return byBlock
}

/** The branches to draw on a block: those of its type, and those that its edges name although its type lacks them. */
export function drawnBranches(node: GraphNode, edges: readonly GraphEdge[]): string[] {
  const known = branchesOf(node) ?? []
  return [...new Set([...known, ...edges.map((edge) => edge.branch ?? plainWay)])]
}

/** The way by which a graph goes on after a block of this type, when something is put after it without a choice. */
export function mainBranch(node: Pick<GraphNode, 'type' | 'config'>): string | undefined {
  const branches = branchesOf(node) ?? []
  return [plainWay, 'yes', 'success', 'event'].find((branch) => branches.includes(branch)) ?? branches[0]
}

/** Everything that can be reached from these blocks, they themselves included. */
export function reachedFrom(graph: Graph, starts: Iterable<string>): Set<string> {
  const byBlock = edgesByBlock(graph)
  const reached = new Set(starts)
  for (const id of reached) for (const { to } of byBlock.get(id) ?? []) reached.add(to)
  return reached
}

/** The graph without the ways that leave a wait: through it a circle may lead. */
export function withoutWaits(graph: Graph): Graph {
  const waiting = new Set(graph.nodes.filter(({ type }) => waitsAt(type)).map(({ id }) => id))
  return waiting.size === 0 ? graph : { ...graph, edges: graph.edges.filter(({ from }) => !waiting.has(from)) }
}

/** Whether users wait at a block. */
export function waits(graph: Graph, id: string): boolean {
  return waitsAt(findBlock(graph, id)?.type ?? '')
}

/** Whether a way between two blocks is, or would be, part of a circle without a wait. */
export function leadsRound(graph: Graph, { from, to }: { from: string; to: string }): boolean {
  return from === to || (!waits(graph, from) && reachedFrom(withoutWaits(graph), [to]).has(from))
}

/** The ids of the blocks in reading order: each after those that lead to it, from left to right and from top to bottom. */
export function readingOrder(graph: Graph): string[] {
  const byBlock = edgesByBlock(graph)
  const waiting = new Map<string, number>(graph.nodes.map(({ id }) => [id, 0]))
  for (const { from, to } of graph.edges) if (byBlock.has(from) && waiting.has(to)) waiting.set(to, (waiting.get(to) ?? 0) + 1)
  const placed = [...graph.nodes].sort((a, b) => a.position.x - b.position.x || a.position.y - b.position.y)
  const order = new Set<string>()
  const visit = (start: string) => {
    const stack = [start]
    for (let id = stack.pop(); id !== undefined; id = stack.pop()) {
      if (order.has(id)) continue
      order.add(id)
      const next = (byBlock.get(id) ?? []).filter(({ to }) => {
        const left = (waiting.get(to) ?? 1) - 1
        waiting.set(to, left)
        return left <= 0
      })
      for (const { to } of next.reverse()) stack.push(to)
    }
  }
  for (const { id } of placed) if (waiting.get(id) === 0) visit(id)
  for (const { id } of placed) visit(id)
  return [...order]
}
