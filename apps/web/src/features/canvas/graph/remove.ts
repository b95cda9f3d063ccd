import { withoutBlocks } from '@hookline/engine'
import type { Graph } from '@hookline/schema'
import { disconnect } from './connect.ts'
import { edgeKey } from './ways.ts'

/** What somebody has selected: ids of blocks and notes, keys of edges. */
export interface Selection {
  readonly ids: ReadonlySet<string>
  readonly edges: ReadonlySet<string>
}

/**
 * Deletes what is selected and heals the ways: A→B→C without B is A→C, past a condition by its `yes`. An edge that
 * hangs on a deleted block is healed with it, although a marquee selects it too.
 */
export function removeItems(graph: Graph, { ids, edges }: Selection): Graph {
  const cut = new Set(graph.edges.filter(({ from, to }) => !ids.has(from) && !ids.has(to)).map(edgeKey))
  const rest = withoutBlocks(disconnect(graph, new Set([...edges].filter((key) => cut.has(key)))), ids)
  if (!rest.notes?.some(({ id }) => ids.has(id))) return rest
  return { ...rest, notes: rest.notes.filter(({ id }) => !ids.has(id)) }
}
