import { withoutBlocks } from '@hookline/engine'
import type { Graph } from '@hookline/schema'
import { disconnect } from './connect.ts'
import { edgeKey, leadsRound } from './ways.ts'

/** What somebody has selected: ids of blocks and notes, keys of edges. */
export interface Selection {
  readonly ids: ReadonlySet<string>
  readonly edges: ReadonlySet<string>
}

/**
 * Deletes what is selected and heals the ways: A→B→C without B is A→C, past a condition by its `yes`. An edge that
 * hangs on a deleted block is healed with it, although a marquee selects it too. A way that would lead in a circle, now
 * that its wait is gone, is let go.
 */
export function removeItems(graph: Graph, { ids, edges }: Selection): Graph {
  const cut = new Set(graph.edges.filter(({ from, to }) => !ids.has(from) && !ids.has(to)).map(edgeKey))
  const rest = withoutCircles(withoutBlocks(disconnect(graph, new Set([...edges].filter((key) => cut.has(key)))), ids), graph)
  if (!rest.notes?.some(({ id }) => ids.has(id))) return rest
  return { ...rest, notes: rest.notes.filter(({ id }) => !ids.has(id)) }
}

function withoutCircles(healed: Graph, before: Graph): Graph {
  const drawn = new Set(before.edges.map(edgeKey))
  let edges = healed.edges
  for (const edge of healed.edges) {
    if (!drawn.has(edgeKey(edge)) && leadsRound({ ...healed, edges }, edge)) edges = edges.filter((other) => other !== edge)
  }
  return edges === healed.edges ? healed : { ...healed, edges }
}
