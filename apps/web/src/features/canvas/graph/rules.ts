import { blockTypeNames, branchesOf, callsOut } from '@hookline/engine'
import { type Graph, type GraphNode, nodesMax } from '@hookline/schema'
import { type AutomationKind, edgeKey, findBlock, findEdge, leadsRound, type Way, waits, withoutWaits } from './ways.ts'

/** Where a block shall go: free on the canvas, at the end of a way, or into an edge. */
export type Place = { readonly at: 'free' } | { readonly at: 'way'; readonly way: Way } | { readonly at: 'edge'; readonly key: string }

/** Why a way must not lead to a block, in words for people; null where it may. */
export function connectProblem(graph: Graph, { way, to }: { way: Way; to: string }, kind: AutomationKind): string | null {
  return wayProblem(graph, { way, target: findBlock(graph, to) }, kind) ?? circleProblem(graph, { way, to })
}

/** The blocks to which a way may lead. */
export function allowedTargets(graph: Graph, way: Way, kind: AutomationKind): Set<string> {
  const before = waits(graph, way.from) ? new Set([way.from]) : blocksBefore(withoutWaits(graph), way.from)
  const fits = (target: GraphNode) => !before.has(target.id) && wayProblem(graph, { way, target }, kind) === null
  return new Set(graph.nodes.filter(fits).map(({ id }) => id))
}

/** The types of block that may be put at a place. */
export function allowedTypes(graph: Graph, place: Place, kind: AutomationKind): string[] {
  return blockTypeNames.filter((type) => typeProblem(graph, { type, place }, kind) === null)
}

/** Why a block of this type must not be put at a place, in words for people; null where it may. */
export function typeProblem(graph: Graph, { type, place }: { type: string; place: Place }, kind: AutomationKind): string | null {
  if (graph.nodes.length >= nodesMax) return `An automation has at most ${nodesMax} blocks.`
  if (!blockTypeNames.includes(type)) return 'There is no such type of block.'
  if (type === 'trigger') {
    if (place.at !== 'free') return 'A trigger begins an automation: nothing leads to it.'
    return graph.nodes.some((node) => node.type === 'trigger') ? 'An automation has one trigger.' : null
  }
  if (kind === 'rule' && type !== 'condition' && !callsOut(type)) return needsJourney
  if (kind === 'rule' && !callsOut(type) && graph.nodes.some((node) => node.type === type)) return 'A rule has one condition at most.'
  if (place.at === 'free') return null
  const edge = place.at === 'edge' ? findEdge(graph, place.key) : undefined
  const from = findBlock(graph, place.at === 'edge' ? (edge?.from ?? '') : place.way.from)
  if (!from) return 'There is no such block.'
  if (kind === 'rule') return ruleProblem(graph, { from, type, takesOver: place.at === 'edge' })
  return edge && (branchesOf({ type, config: {} }) ?? []).length === 0 ? 'Nothing can follow this block.' : null
}

function wayProblem(graph: Graph, { way, target }: { way: Way; target: GraphNode | undefined }, kind: AutomationKind): string | null {
  const from = findBlock(graph, way.from)
  if (!from || !target) return 'There is no such block.'
  if (target.type === 'trigger') return 'Only events enter the trigger.'
  if (branchesOf(from)?.includes(way.branch) === false) return 'This block has no such way.'
  if (graph.edges.some((edge) => edgeKey(edge) === edgeKey({ ...way, to: target.id }))) return 'These two are connected already.'
  return kind === 'rule' ? ruleProblem(graph, { from, type: target.type, takesOver: false }) : null
}

function circleProblem(graph: Graph, { way, to }: { way: Way; to: string }): string | null {
  return leadsRound(graph, { from: way.from, to }) ? 'That would lead in a circle without a wait.' : null
}

const needsJourney = 'A rule is trigger, condition, WebHooks: this block needs a journey.'

/** `takesOver`: the new block takes all that hangs on the way behind itself. */
function ruleProblem(graph: Graph, { from, type, takesOver }: { from: GraphNode; type: string; takesOver: boolean }): string | null {
  if (callsOut(from.type)) return 'In a rule nothing follows a WebHook.'
  if (from.type !== 'trigger') return callsOut(type) ? null : 'In a rule only WebHooks follow the condition.'
  if (type !== 'condition' && !callsOut(type)) return needsJourney
  const after = graph.edges.filter((edge) => edge.from === from.id).map(({ to }) => findBlock(graph, to))
  const alone = 'In a rule the condition stands alone after the trigger.'
  if (type === 'condition') {
    if (!takesOver) return after.length > 0 ? alone : null
    return after.every((node) => node && callsOut(node.type)) ? null : alone
  }
  return after.some((node) => node && !callsOut(node.type)) ? alone : null
}

function blocksBefore(graph: Graph, start: string): Set<string> {
  const into = new Map<string, string[]>()
  for (const { from, to } of graph.edges) into.set(to, [...(into.get(to) ?? []), from])
  const before = new Set([start])
  for (const id of before) for (const from of into.get(id) ?? []) before.add(from)
  return before
}
