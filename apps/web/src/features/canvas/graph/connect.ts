import { edgesMax, type Graph } from '@hookline/schema'
import { connectProblem } from './rules.ts'
import { type AutomationKind, drawEdge, edgeKey, edgesOnWay, type Way } from './ways.ts'

/**
 * Leads a way to a block. In a journey a way leads to one block, so that what it led to before is let go; in a rule
 * several WebHooks may hang on one way. A connection that the rules refuse gives the same graph back.
 */
export function connect(graph: Graph, { way, to }: { way: Way; to: string }, kind: AutomationKind): Graph {
  if (graph.edges.length >= edgesMax || connectProblem(graph, { way, to }, kind) !== null) return graph
  const replaced = new Set(kind === 'journey' ? edgesOnWay(graph, way) : [])
  return { ...graph, edges: [...graph.edges.filter((edge) => !replaced.has(edge)), drawEdge(way, to)] }
}

/** Takes edges away, by their keys. */
export function disconnect(graph: Graph, keys: ReadonlySet<string>): Graph {
  const edges = graph.edges.filter((edge) => !keys.has(edgeKey(edge)))
  return edges.length === graph.edges.length ? graph : { ...graph, edges }
}
