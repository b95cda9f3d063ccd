import { type ConditionGroup, conditionGroupSchema, type Graph, type GraphEdge, type GraphNode } from '@hookline/schema'

/** What the form shows of a graph. `calls` are WebHook blocks in the order of their ways. */
export interface Rule {
  eventType: string
  condition: ConditionGroup | null
  calls: GraphNode[]
}

/** Where a rule stands in its graph. */
export interface RulePlaces {
  /** Null where nothing is drawn yet. */
  trigger: GraphNode | null
  /** The block that holds the condition; null where the trigger holds it, or where there is none. */
  conditionBlock: GraphNode | null
}

/** `why` says in one sentence what the form cannot show. */
export type RuleOfGraph = { ok: true; rule: Rule; places: RulePlaces } | { ok: false; why: string }

/** Reads a graph as a rule: trigger → condition? → WebHooks, and nothing else. */
export function ruleOfGraph(graph: Graph): RuleOfGraph {
  const why = whyNoRule(graph)
  if (why !== null) return { ok: false, why }
  const trigger = graph.nodes.find(({ type }) => type === 'trigger') ?? null
  const conditionBlock = graph.nodes.find(({ type }) => type === 'condition') ?? null
  const eventType = trigger?.config.eventType
  const held = (conditionBlock ?? trigger)?.config.condition
  const byId = new Map(graph.nodes.map((node) => [node.id, node]))
  const targets = new Set(graph.edges.map(({ to }) => to))
  const calls = [...targets].flatMap((id) => byId.get(id) ?? []).filter(({ type }) => type === 'webhook')
  const rule = { eventType: typeof eventType === 'string' ? eventType : '', condition: isCondition(held) ? held : null, calls }
  return { ok: true, rule, places: { trigger, conditionBlock } }
}

function whyNoRule({ nodes, edges }: Graph): string | null {
  const odd = nodes.find(({ type }) => !['trigger', 'condition', 'webhook'].includes(type))
  if (odd) return `It has a block "${nameOf(odd)}" of the type ${odd.type}.`
  const byId = new Map(nodes.map((node) => [node.id, node]))
  if (byId.size < nodes.length) return 'Two of its blocks have the same id.'
  const bypassed = nodes.find((node) => node.bypassed)
  if (bypassed) return `Its block "${nameOf(bypassed)}" is bypassed.`
  const [trigger, ...moreTriggers] = nodes.filter(({ type }) => type === 'trigger')
  const [condition, ...moreConditions] = nodes.filter(({ type }) => type === 'condition')
  if (moreTriggers.length > 0) return `It starts at ${moreTriggers.length + 1} triggers.`
  if (moreConditions.length > 0) return `It has ${moreConditions.length + 1} condition blocks.`
  if (!trigger) return nodes.length + edges.length > 0 ? 'It has no trigger.' : null
  return whyNoConfig(trigger, condition) ?? whyNoWays({ byId, edges, trigger, condition })
}

function whyNoConfig({ config }: GraphNode, block: GraphNode | undefined): string | null {
  if (config.eventType !== undefined && typeof config.eventType !== 'string') return 'The event type of its trigger is not a text.'
  if (isSet(config.reentry) && config.reentry !== 'every')
    return 'Its trigger does not let every event in again, which is set on the canvas.'
  if (isSet(config.condition) && block) return 'It has a condition at its trigger and another one in a block.'
  const unreadable = [config.condition, block?.config.condition].some((held) => isSet(held) && !isCondition(held))
  return unreadable ? 'Its condition is not in a form that can be read.' : null
}

interface Drawn {
  byId: ReadonlyMap<string, GraphNode>
  edges: readonly GraphEdge[]
  trigger: GraphNode
  condition: GraphNode | undefined
}

function whyNoWays({ byId, edges, trigger, condition }: Drawn): string | null {
  const reached = new Set<string>()
  const source = condition ?? trigger
  for (const { from, to, branch = '' } of edges) {
    const start = byId.get(from)
    const end = byId.get(to)
    if (!start || !end) return 'One of its ways leads from or to a block that is not there.'
    if (start.type === 'webhook') return `A way goes on from the WebHook "${nameOf(start)}".`
    if (end.type === 'trigger') return 'A way leads back to its trigger.'
    if (start.type === 'condition' && end.type === 'condition') return 'Its condition leads to itself.'
    if (start.type === 'condition' && branch !== 'yes') return `"${nameOf(end)}" is called where the condition does not hold.`
    if (start.type === 'trigger' && branch !== '') return `A way leaves its trigger by a branch "${branch}", which triggers do not have.`
    if (end.type === 'webhook' && start !== source) return `"${nameOf(end)}" is called without the condition being asked.`
    reached.add(to)
  }
  const alone = [...byId.values()].find((node) => node !== trigger && !reached.has(node.id))
  return alone ? `Nothing leads to its block "${nameOf(alone)}".` : null
}

function nameOf({ name, id }: GraphNode): string {
  return name || id
}

function isSet(condition: unknown): boolean {
  return condition !== undefined && condition !== null
}

function isCondition(held: unknown): held is ConditionGroup {
  return conditionGroupSchema.safeParse(held).success
}
