import type { BehaviourOperator, ConditionOperator, Graph, GraphEdge, GraphNode, JsonValue } from '@hookline/schema'
import { step } from '../graph/place.ts'

// A short hand for the graphs of the templates: columns from left to right, rows from top to bottom.

type Spot = readonly [column: number, row: number]
type Comparison = readonly [field: string, operator: ConditionOperator | BehaviourOperator, value?: JsonValue]

const at = ([column, row]: Spot) => ({ x: column * step.x, y: row * step.y })

/** Waits for an event type. */
export const when = (eventType: string): GraphNode => ({
  ...{ id: 'when', type: 'trigger', position: at([0, 0]) },
  config: { eventType, reentry: 'every' },
})

/** Asks whether all the comparisons hold. */
export function ask(id: string, spot: Spot, rules: readonly Comparison[]): GraphNode {
  const leaves = rules.map(([field, operator, value = '']) => ({ field, operator, value }))
  return { id, type: 'condition', position: at(spot), config: { condition: { combinator: 'and', rules: leaves } } }
}

/** Calls an address with a body; without one the default payload is sent. */
export function call(id: string, spot: Spot, request: { name: string; url: string; body?: string; method?: string }): GraphNode {
  const { name, url, body = null, method = 'POST' } = request
  const config = { request: { method, urls: [url], contentType: 'application/json', headers: [], body }, policy: {} }
  return { id, type: 'webhook', name, position: at(spot), config }
}

/** Lets users wait for so many days. */
export function wait(id: string, spot: Spot, days: number): GraphNode {
  return { id, type: 'delay', position: at(spot), config: { durationSeconds: days * 86_400 } }
}

/** Draws ways written as `when > level`, `level yes > crm`. */
export function graphOf(nodes: GraphNode[], ...ways: string[]): Graph {
  const edges = ways.map((way): GraphEdge => {
    const [from = '', ...rest] = way.split(' ')
    const to = rest.at(-1) ?? ''
    const [branch] = rest
    return branch === undefined || branch === '>' ? { from, to } : { from, to, branch }
  })
  return { nodes, edges }
}
