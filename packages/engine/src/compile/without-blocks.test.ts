import { type Graph, graphSchema } from '@hookline/schema'
import { describe, expect, it } from 'vitest'
import { catalog, checkRequest } from '../testing/case-tables.fixture.ts'
import { condition, edge, levelRule, trigger, webhook } from '../testing/graphs.fixture.ts'
import { compile } from './compile.ts'
import { withoutBlocks } from './without-blocks.ts'

const compileAs = (graph: unknown, kind: 'rule' | 'journey') => compile(graph, { kind, catalog, checkRequest })
const draw = (nodes: unknown[], edges: unknown[]): Graph => graphSchema.parse({ nodes, edges })
const waysOf = (graph: Graph) => graph.edges.map(({ from, to, branch = '' }) => `${from} ${branch}> ${to}`)

describe('blocks that are left out', () => {
  it('A→B→C without B is A→C, also when several stand in a row', () => {
    const graph = draw([trigger(), webhook('a'), webhook('b'), webhook('c')], [edge('t', 'a'), edge('a', 'b'), edge('b', 'c')])
    expect(waysOf(withoutBlocks(graph, new Set(['b'])))).toEqual(['t > a', 'a > c'])
    expect(waysOf(withoutBlocks(graph, new Set(['a', 'b'])))).toEqual(['t > c'])
  })

  it('a condition is passed by its yes, else by what it has', () => {
    const blocks = [trigger(), condition(), webhook('a'), webhook('b')]
    const both = draw(blocks, [edge('t', 'c'), edge('c', 'a', 'no'), edge('c', 'b', 'yes')])
    expect(waysOf(withoutBlocks(both, new Set(['c'])))).toEqual(['t > b'])
    const no = draw(blocks, [edge('t', 'c'), edge('c', 'a', 'no')])
    expect(waysOf(withoutBlocks(no, new Set(['c'])))).toEqual(['t > a'])
  })

  it('a circle of blocks leads nowhere', () => {
    const graph = draw([trigger(), webhook('a'), webhook('b')], [edge('t', 'a'), edge('a', 'b'), edge('b', 'a')])
    expect(waysOf(withoutBlocks(graph, new Set(['a', 'b'])))).toEqual([])
    expect(waysOf(withoutBlocks(graph, new Set(['b'])))).toEqual(['t > a'])
  })
})

describe('what the compiler does not see', () => {
  it('sticky notes change nothing', () => {
    const rule = levelRule(5)
    const notes = [{ id: 'n', text: 'ask Anna', position: { x: 1, y: 2 }, size: { width: 200, height: 80 } }]
    expect(compileAs({ ...rule, notes }, 'rule')).toEqual(compileAs(rule, 'rule'))
  })

  it('a bypassed block is passed, and its config is not judged', () => {
    const { nodes, edges } = levelRule(5)
    const bypass = (id: string) => ({ nodes: nodes.map((node) => (node.id === id ? { ...node, bypassed: true } : node)), edges })
    const { definition } = compileAs(bypass('c'), 'rule')
    expect(definition?.trigger.next).toEqual(['w'])
    expect(definition?.blocks.map(({ id }) => id)).toEqual(['w'])
    expect(compileAs(bypass('w'), 'rule').diagnostics.map(({ code }) => code)).toContain('graph.no-webhook')
  })

  it('a trigger cannot be bypassed', () => {
    const { nodes, edges } = levelRule(5)
    const graph = { nodes: nodes.map((node) => (node.id === 't' ? { ...node, bypassed: true } : node)), edges }
    expect(compileAs(graph, 'rule')).toEqual(compileAs({ nodes, edges }, 'rule'))
  })
})
