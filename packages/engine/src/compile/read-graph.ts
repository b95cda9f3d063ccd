import { type Diagnostic, type Graph, type GraphNode, graphSchema } from '@hookline/schema'
import { diagnose } from '../diagnostic-codes.ts'

/** A graph in its proper form, or what is wrong with the form. */
export type ReadGraph = { ok: true; graph: Graph } | { ok: false; diagnostics: Diagnostic[] }

/** Judges the form of a graph; what its blocks hold is judged by their kinds. */
export function readGraph(raw: unknown): ReadGraph {
  const parsed = graphSchema.safeParse(raw)
  if (parsed.success) return { ok: true, graph: parsed.data }
  const diagnostics = parsed.error.issues.map(({ path, message }) => {
    const field = path.map(String).join('.')
    return diagnose('graph.invalid', `${field === '' ? 'The graph' : field}: ${message}.`, field === '' ? {} : { path: field })
  })
  return { ok: false, diagnostics }
}

/** A block as it is called in sentences: by its name, else by its type and id. */
export function blockLabel({ name, type, id }: GraphNode): string {
  return name ? `"${name}"` : `${type} "${id}"`
}
