import type { ConditionGroup, Graph, GraphEdge, GraphNode, JsonObject } from '@hookline/schema'
import { type Rule, type RulePlaces, ruleOfGraph } from './rule-of-graph.ts'

export interface RuleEdit {
  /** The graph that the rule was read from. */
  graph: Graph
  rule: Rule
  /** Gives ids to blocks that the rule needs and the graph does not have. */
  newId: () => string
}

const columnWidth = 320
const rowHeight = 160

/**
 * Writes a rule into the graph that it was read from. Whatever the form does not show stays: ids, names, places, notes,
 * other settings, the order of blocks and ways, and whether the trigger or a block holds the condition. A graph that is
 * no rule is given back as it came; so is one in which nothing changed.
 */
export function graphOfRule({ graph, rule, newId }: RuleEdit): Graph {
  const read = ruleOfGraph(graph)
  if (!read.ok) return graph
  const { rule: before, places } = read
  let next = graph
  if (rule.eventType !== before.eventType) next = withEventType(next, rule.eventType, newId)
  if (rule.condition !== before.condition) next = withCondition(next, rule.condition, newId)
  if (!isSameList(rule.calls, before.calls)) next = withCalls(next, { before: before.calls, after: rule.calls, newId })
  return places.trigger || next === graph ? next : withTrigger(next, newId)
}

/** A WebHook block to be added to a rule; it takes its place when it is written into the graph. */
export function newCall(id: string): GraphNode {
  const request = { method: 'POST', urls: [], contentType: 'application/json', headers: [], body: null }
  return { id, type: 'webhook', position: { x: 0, y: 0 }, config: { request, policy: {} } }
}

function placesOf(graph: Graph): RulePlaces {
  const read = ruleOfGraph(graph)
  return read.ok ? read.places : { trigger: null, conditionBlock: null }
}

function withTrigger(graph: Graph, newId: () => string): Graph {
  if (placesOf(graph).trigger) return graph
  return { ...graph, nodes: [{ id: newId(), type: 'trigger', position: { x: 0, y: 0 }, config: { eventType: '' } }, ...graph.nodes] }
}

function withEventType(graph: Graph, eventType: string, newId: () => string): Graph {
  const drawn = withTrigger(graph, newId)
  const { trigger } = placesOf(drawn)
  return trigger ? withNode(drawn, setConfig(trigger, { eventType })) : drawn
}

function withCondition(graph: Graph, condition: ConditionGroup | null, newId: () => string): Graph {
  const drawn = withTrigger(graph, newId)
  const { trigger, conditionBlock } = placesOf(drawn)
  if (!trigger) return drawn
  // A condition is JSON through and through; its interface alone has no index signature.
  const config = { condition: condition as unknown as JsonObject | null }
  const isAtTrigger = !conditionBlock && trigger.config.condition !== undefined && trigger.config.condition !== null
  const holder = conditionBlock ?? (isAtTrigger ? trigger : null)
  if (holder) return withNode(drawn, setConfig(holder, config))
  return condition ? withConditionBlock(drawn, trigger, { id: newId(), type: 'condition', position: { x: 0, y: 0 }, config }) : drawn
}

/** Sets the block between the trigger and what it called; the calls move to the right to make room. */
function withConditionBlock(graph: Graph, trigger: GraphNode, block: GraphNode): Graph {
  const { x, y } = trigger.position
  const isTight = graph.nodes.some((node) => node !== trigger && node.position.x < x + 2 * columnWidth)
  const moved = graph.nodes.map((node) => {
    if (node === trigger || !isTight) return node
    return { ...node, position: { ...node.position, x: node.position.x + columnWidth } }
  })
  const at = moved.indexOf(trigger) + 1
  const ways = graph.edges.map((edge) => ({ ...edge, from: block.id, branch: 'yes' }))
  return {
    ...graph,
    nodes: [...moved.slice(0, at), { ...block, position: { x: x + columnWidth, y } }, ...moved.slice(at)],
    edges: [{ from: trigger.id, to: block.id }, ...ways],
  }
}

function withCalls(graph: Graph, { before, after, newId }: { before: GraphNode[]; after: GraphNode[]; newId: () => string }): Graph {
  const left = new Set(after.map(({ id }) => id))
  const gone = new Set(before.filter(({ id }) => !left.has(id)).map(({ id }) => id))
  const known = new Set(graph.nodes.map(({ id }) => id))
  const changed = new Map(after.filter((call) => !before.includes(call)).map((call) => [call.id, call]))
  const drawn = withTrigger(graph, newId)
  const nodes = drawn.nodes
    .filter(({ id }) => !gone.has(id))
    .map((node) => {
      const now = changed.get(node.id)
      return now ? { ...now, position: node.position } : node
    })
  return after
    .filter(({ id }) => !known.has(id))
    .reduce(withNewCall, { ...drawn, nodes, edges: drawn.edges.filter(({ to }) => !gone.has(to)) })
}

function isSameList(left: readonly object[], right: readonly object[]): boolean {
  return left.length === right.length && left.every((member, index) => member === right[index])
}

function withNewCall(graph: Graph, call: GraphNode): Graph {
  const { trigger, conditionBlock } = placesOf(graph)
  const source = conditionBlock ?? trigger
  if (!source) return graph
  const way: GraphEdge = { from: source.id, to: call.id, ...(conditionBlock && { branch: 'yes' }) }
  const others = graph.nodes.filter(({ type }) => type === 'webhook')
  const lowest = others.reduce<GraphNode | null>((low, node) => (low && low.position.y >= node.position.y ? low : node), null)
  const position = lowest
    ? { x: lowest.position.x, y: lowest.position.y + rowHeight }
    : { x: source.position.x + columnWidth, y: source.position.y }
  return { ...graph, nodes: [...graph.nodes, { ...call, position }], edges: [...graph.edges, way] }
}

function withNode(graph: Graph, node: GraphNode): Graph {
  return { ...graph, nodes: graph.nodes.map((one) => (one.id === node.id ? node : one)) }
}

function setConfig(node: GraphNode, config: JsonObject): GraphNode {
  return { ...node, config: { ...node.config, ...config } }
}
