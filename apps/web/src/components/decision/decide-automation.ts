import type { EventRecord, Graph, simulationSchema } from '@hookline/schema'
import type { Decision } from './decision.ts'

export type Simulation = (typeof simulationSchema)['_output']

const typeNames: Record<string, string> = {
  trigger: 'When',
  condition: 'If',
  delay: 'Wait',
  waitFor: 'Wait for an event',
  split: 'Split',
  webhook: 'WebHook',
  setState: 'Set state',
  exit: 'Exit',
}

/** A simulation in a person's words; blocks that were not reached are left out. */
export function decisionOf({ matched, trace, diagnostics }: Simulation, graph: Graph): Decision {
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]))
  const steps = trace
    .filter(({ at, outcome }) => at !== null && outcome !== 'not-reached')
    .map(({ nodeId, outcome, detail }) => {
      const node = nodes.get(nodeId)
      const name = node?.name ?? typeNames[node?.type ?? ''] ?? node?.type ?? nodeId
      return { id: nodeId, name, passed: !['not-started', 'not-rendered', 'no'].includes(outcome), detail }
    })
  const problems = diagnostics
    .filter(({ severity }) => severity === 'error')
    .map(({ message }, index) => ({ id: `problem ${index}`, name: 'Problem', passed: false, detail: message }))
  return { matched, steps: [...steps, ...problems] }
}

/** A stored event as a simulation takes it. */
export function trialOf({ id, type, userId, campaignId, occurredAt, data, state }: EventRecord) {
  return { id, type, userId, campaignId, occurredAt, data, ...(state && { state }) }
}
