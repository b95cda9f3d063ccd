import { describe, expect, it } from 'vitest'
import { templates } from '../start/templates.ts'
import { noSelection } from '../store.ts'
import { type Surroundings, toFlowEdges, toFlowNodes } from './to-flow.ts'

const graph = templates.find(({ id }) => id === 'purchase-tiers')?.graph ?? { nodes: [], edges: [] }
const plain: Surroundings = { selection: noSelection, openId: null, diagnostics: [], stats: undefined, trace: undefined }

describe('what React Flow draws', () => {
  it('only the blocks that changed are drawn anew', () => {
    const before = toFlowNodes(graph, plain, [])
    const diagnostics = [{ severity: 'error', code: 'x', message: 'No URL.', nodeId: 'bonus' } as const]
    const after = toFlowNodes(graph, { ...plain, diagnostics, stats: { gold: { in: 1 } } }, before)
    expect(after.filter((node) => !before.includes(node)).map(({ id }) => id)).toEqual(['gold', 'bonus'])
    expect(toFlowNodes(graph, { ...plain, diagnostics: [...diagnostics], stats: { gold: { in: 1 } } }, after)).toEqual(after)
  })

  it('a plain way that is taken leaves its block without an open end', () => {
    const [trigger, call] = graph.nodes.filter(({ id }) => id === 'when' || id === 'crm')
    if (!trigger || !call) throw new Error('the template has other blocks')
    const apart = { nodes: [trigger, call], edges: [] }
    const open = (nodes: ReturnType<typeof toFlowNodes>) => nodes.map(({ data }) => ('openBranches' in data ? data.openBranches : null))
    const before = toFlowNodes(apart, plain, [])
    expect(open(before)).toEqual([[''], ['']])
    expect(open(toFlowNodes({ ...apart, edges: [{ from: 'when', to: 'crm' }] }, plain, before))).toEqual([[], ['']])
  })

  it('blocks stand in the order in which one reads them, and are named in words', () => {
    const diagnostics = [{ severity: 'error', code: 'x', message: 'No URL.', nodeId: 'bonus' } as const]
    const nodes = toFlowNodes(graph, { ...plain, diagnostics }, [])
    expect(nodes.map(({ id }) => id)).toEqual(['when', 'gold', 'bonus', 'points', 'crm'])
    expect(nodes[2]?.ariaLabel).toBe('Bonus: POST rewards.example.com/bonus, 1 problem')
    expect(nodes[1]?.ariaLabel).toBe('If: state.tier is gold')
  })

  it('the way of a dry run lights up, the rest turns grey', () => {
    const trace = [
      { nodeId: 'when', at: 'now', outcome: 'started', detail: 'this is purchase_completed' },
      { nodeId: 'gold', at: 'now', outcome: 'no', branch: 'no', detail: 'tier is silver' },
      { nodeId: 'points', at: 'now', outcome: 'call', branch: '', detail: 'POST' },
      { nodeId: 'crm', at: 'now', outcome: 'call', branch: '', detail: 'POST' },
      { nodeId: 'bonus', at: null, outcome: 'not-reached', detail: 'on yes' },
    ]
    const edges = toFlowEdges(graph, { ...plain, trace }, [])
    expect(edges.filter(({ data }) => data?.isLit).map(({ source, target }) => `${source} > ${target}`)).toEqual([
      'when > gold',
      'gold > points',
      'points > crm',
    ])
    expect(edges.find(({ target }) => target === 'bonus')?.ariaLabel).toBe('Way from If by yes to Bonus')
    const states = toFlowNodes(graph, { ...plain, trace }, []).map(({ data }) => ('trace' in data ? data.trace?.state : ''))
    expect(states).toEqual(['passed', 'passed', 'rest', 'passed', 'passed'])
  })
})
