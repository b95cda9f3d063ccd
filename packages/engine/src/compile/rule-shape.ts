import type { Diagnostic, GraphNode } from '@hookline/schema'
import { findBlockKind } from '../blocks/registry.ts'
import { diagnose } from '../diagnostic-codes.ts'
import type { DrawnGraph } from './drawn-graph.ts'
import { blockLabel } from './read-graph.ts'

const fix = 'Make it a journey, or keep to trigger, at most one condition, and WebHooks.'

/** A rule is trigger → condition? → WebHooks: names every block that stands where a rule has no place for it. */
export function checkRuleShape({ nodes, triggers, following }: DrawnGraph): Diagnostic[] {
  const [trigger] = triggers
  if (!trigger || triggers.length > 1) return []
  const after = (node: GraphNode) => [...new Set(following.get(node.id))].map((id) => nodes.get(id)).filter((next) => next !== undefined)
  const misplaced = new Map<GraphNode, string>()
  const first = after(trigger)
  for (const node of first) {
    if (node.type === 'condition' && first.length > 1) misplaced.set(node, 'a condition of a rule stands alone after the trigger')
  }
  for (const node of nodes.values()) {
    const kind = findBlockKind(node.type)
    if (!kind || node === trigger) continue
    if (kind.type !== 'condition' && !kind.calls) misplaced.set(node, `a rule has no place for ${kind.title}`)
    for (const next of after(node)) {
      if (kind.calls) misplaced.set(next, 'nothing follows a WebHook in a rule')
      else if (!findBlockKind(next.type)?.calls) misplaced.set(next, 'only WebHooks follow the condition of a rule')
    }
  }
  return [...misplaced].map(([node, why]) => diagnose('graph.not-a-rule', `${blockLabel(node)}: ${why}.`, { nodeId: node.id, fix }))
}
