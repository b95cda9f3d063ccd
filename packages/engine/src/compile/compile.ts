import type { Catalog, Diagnostic, GraphNode } from '@hookline/schema'
import { type CheckContext, type CheckRequest, plainWay } from '../blocks/block-kind.ts'
import { forbiddenKeysIn } from '../blocks/config-issues.ts'
import { type DefinitionBlock, findBlockKind } from '../blocks/registry.ts'
import { type DefinitionTrigger, readTrigger, triggerEventTypes } from '../blocks/trigger.ts'
import type { Definition } from '../definition.ts'
import { hasErrors } from '../diagnostic-codes.ts'
import { checkShape } from './check-shape.ts'
import { type DrawnGraph, drawGraph, storedWays } from './drawn-graph.ts'
import { readGraph } from './read-graph.ts'
import { withoutBypassed } from './without-blocks.ts'

/** What a graph is judged by. */
export interface CompileOptions {
  kind: Definition['kind']
  catalog: Catalog
  /** Judges the templates of a WebHook's request; paths are below the request (`urls.0`, `body`). */
  checkRequest: CheckRequest
}

/** `definition` is null where an error stands in the diagnostics: errors stop publishing, warnings do not. */
export interface Compiled {
  definition: Definition | null
  diagnostics: Diagnostic[]
}

/**
 * Compiles what was drawn to what the engine runs.
 * In: a graph as it came (any JSON), and what it is judged by. Out: the definition and everything there is to say,
 * each with its block and field; codes are in diagnosticCodes. The same graph always gives the same answer.
 */
export function compile(graph: unknown, { kind, catalog, checkRequest }: CompileOptions): Compiled {
  const read = readGraph(graph)
  if (!read.ok) return { definition: null, diagnostics: read.diagnostics }
  const { drawn, diagnostics } = drawGraph(withoutBypassed(read.graph))
  diagnostics.push(...checkShape(drawn, kind))
  const eventTypes = drawn.triggers.slice(0, 1).flatMap(({ config }) => triggerEventTypes(config))
  const context = { kind, catalog, checkRequest, eventTypes }
  const blocks: DefinitionBlock[] = []
  let trigger: DefinitionTrigger | null = null
  for (const node of drawn.nodes.values()) {
    const found = readNode(node, drawn, context)
    diagnostics.push(...found.diagnostics.map((diagnostic) => ({ ...diagnostic, nodeId: node.id })))
    trigger ??= found.trigger
    if (found.block) blocks.push(found.block)
  }
  return { definition: trigger && !hasErrors(diagnostics) ? { kind, trigger, blocks } : null, diagnostics }
}

interface ReadNode {
  trigger: DefinitionTrigger | null
  block: DefinitionBlock | null
  diagnostics: Diagnostic[]
}

function readNode({ id, type, config }: GraphNode, drawn: DrawnGraph, context: CheckContext & Pick<CompileOptions, 'kind'>): ReadNode {
  const forbidden = forbiddenKeysIn(config)
  if (forbidden.length > 0) return { trigger: null, block: null, diagnostics: forbidden }
  if (type === 'trigger') {
    const next = drawn.ways.get(id)?.get(plainWay) ?? []
    return { block: null, ...readTrigger({ id, config, next }, context) }
  }
  const kind = findBlockKind(type)
  if (!kind) return { trigger: null, block: null, diagnostics: [] }
  return { trigger: null, ...kind.read({ id, config, next: storedWays(drawn, id) }, context) }
}
