import type { Diagnostic, GraphNode } from '@hookline/schema'
import { blockTypeNames, findBlockKind, waitsAt } from '../blocks/registry.ts'
import type { Definition } from '../definition.ts'
import { diagnose } from '../diagnostic-codes.ts'
import { nearestName } from '../nearest-name.ts'
import { findCycles, reachableFrom } from './cycles.ts'
import type { DrawnGraph } from './drawn-graph.ts'
import { blockLabel } from './read-graph.ts'
import { checkRuleShape } from './rule-shape.ts'

/** Judges how the blocks of a graph hang together, whatever they hold. */
export function checkShape(drawn: DrawnGraph, kind: Definition['kind']): Diagnostic[] {
  const cycles = findCycles(withoutWaits(drawn)).map((cycle) => cycleFound(cycle, drawn))
  const shape = kind === 'journey' ? checkManyWays(drawn) : cycles.length === 0 ? checkRuleShape(drawn) : []
  return [...checkTriggers(drawn), ...checkTypes(drawn), ...cycles, ...shape, ...checkReach(drawn), ...checkEnds(drawn)]
}

/** The ways between blocks, but for those that leave a wait for another block: through it a circle may lead. */
function withoutWaits({ nodes, following }: DrawnGraph): DrawnGraph['following'] {
  return new Map([...following].map(([id, next]) => [id, waitsAt(nodes.get(id)?.type ?? '') ? next.filter((to) => to === id) : next]))
}

function checkTriggers({ triggers }: DrawnGraph): Diagnostic[] {
  if (triggers.length === 0) return [diagnose('graph.no-trigger', 'Nothing starts this automation.', { fix: 'Add a trigger.' })]
  return triggers.slice(1).map(({ id }) =>
    diagnose('graph.many-triggers', 'An automation has one trigger; this is one more.', {
      nodeId: id,
      fix: 'Remove all triggers but one.',
    }),
  )
}

function checkTypes({ nodes }: DrawnGraph): Diagnostic[] {
  const unknown = [...nodes.values()].filter(({ type }) => !blockTypeNames.includes(type))
  return unknown.map(({ id, type }) => {
    const nearest = nearestName(type, blockTypeNames)
    const fix = nearest === null ? `There are ${blockTypeNames.join(', ')}.` : `Did you mean "${nearest}"?`
    return diagnose('graph.unknown-block-type', `There is no block of type "${type}".`, { nodeId: id, fix })
  })
}

function cycleFound(cycle: readonly string[], { nodes }: DrawnGraph): Diagnostic {
  const blocks = cycle.map((id) => nodes.get(id)).filter((node): node is GraphNode => node !== undefined)
  const names = [...blocks, ...blocks.slice(0, 1)].map(blockLabel).join(' → ')
  const last = blocks.at(-1)
  return diagnose('graph.cycle', `These blocks lead in a circle without a wait: ${names}.`, {
    ...(last && { nodeId: last.id }),
    fix: 'Remove one of the ways between them, or put a wait into the circle.',
  })
}

function checkManyWays({ nodes, ways }: DrawnGraph): Diagnostic[] {
  const found: Diagnostic[] = []
  for (const [id, node] of nodes) {
    for (const [branch, targets] of ways.get(id) ?? []) {
      if (targets.length < 2) continue
      const by = branch === '' ? '' : ` by "${branch}"`
      const message = `${blockLabel(node)} leads${by} to ${targets.length} blocks; in a journey a way leads to one.`
      found.push(diagnose('graph.many-ways', message, { nodeId: id, fix: 'Put the blocks one after another.' }))
    }
  }
  return found
}

function checkReach({ nodes, triggers, following }: DrawnGraph): Diagnostic[] {
  if (triggers.length === 0) return []
  const reached = reachableFrom(
    triggers.map(({ id }) => id),
    following,
  )
  return [...nodes.values()].flatMap((node) => {
    const kind = findBlockKind(node.type)
    if (!kind || reached.has(node.id)) return []
    const place = { nodeId: node.id, fix: 'Connect it, or remove it.' }
    if (kind.calls) return [diagnose('graph.unreachable', `No way leads to ${blockLabel(node)}, so it would never call.`, place)]
    return [diagnose('graph.unreachable-block', `No way leads to ${blockLabel(node)}.`, place)]
  })
}

function checkEnds({ nodes, ways }: DrawnGraph): Diagnostic[] {
  const found = [...nodes.values()].flatMap((node) => {
    const branches = [...(ways.get(node.id) ?? [])]
    if (branches.length < 2 || branches.some(([, targets]) => targets.length > 0)) return []
    const message = `Nothing follows ${blockLabel(node)}, whatever it decides.`
    return [diagnose('graph.dead-end', message, { nodeId: node.id, fix: 'Connect one of its branches.' })]
  })
  const kinds = [...nodes.values()].map(({ type }) => findBlockKind(type))
  if (!kinds.some((kind) => kind?.calls))
    found.push(diagnose('graph.no-webhook', 'This automation calls nothing.', { fix: 'Add a WebHook.' }))
  return found
}
