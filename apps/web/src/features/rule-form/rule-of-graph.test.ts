import type { ConditionGroup, Graph, GraphNode } from '@hookline/schema'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { graphOfRule, newCall } from './graph-of-rule.ts'
import { type Rule, ruleOfGraph } from './rule-of-graph.ts'

const level: ConditionGroup = { combinator: 'and', rules: [{ field: 'event.level', operator: '>=', value: 5 }] }
const at = (x: number, y = 0) => ({ x, y })
const node = (id: string, type: string, more: Partial<GraphNode> = {}): GraphNode => ({ id, type, position: at(0), config: {}, ...more })

const withBlock: Graph = {
  nodes: [
    node('t', 'trigger', { config: { eventType: 'level_completed', reentry: 'every' }, name: 'Level' }),
    node('c', 'condition', { config: { condition: level as never }, position: at(260, 7), name: 'High' }),
    node('w', 'webhook', { config: { request: { urls: ['https://a.example'] }, policy: {}, hasSecret: true }, position: at(520) }),
  ],
  edges: [
    { id: 'e1', from: 't', to: 'c' },
    { id: 'e2', from: 'c', to: 'w', branch: 'yes' },
  ],
  notes: [{ id: 'n', text: 'look', position: at(1) }],
}
const plain: Graph = {
  nodes: [node('t', 'trigger', { config: { eventType: 'a' } }), node('w', 'webhook', { position: at(320) })],
  edges: [{ from: 't', to: 'w' }],
}
const atTrigger: Graph = {
  ...plain,
  nodes: [node('t', 'trigger', { config: { eventType: 'a', condition: level as never } }), node('w', 'webhook')],
}

function read(graph: Graph): Rule {
  const found = ruleOfGraph(graph)
  if (!found.ok) throw new Error(found.why)
  return found.rule
}
const ids = () => {
  let next = 0
  return () => `new${++next}`
}
const edit = (graph: Graph, change: Partial<Rule>) => graphOfRule({ graph, rule: { ...read(graph), ...change }, newId: ids() })
const find = (graph: Graph, id: string) => graph.nodes.find((one) => one.id === id)

/** Rules of every form, with the names, places, notes and settings that the form does not show. */
const rules = fc
  .record({
    holder: fc.constantFrom('block', 'trigger', 'none'),
    calls: fc.array(
      fc.record({
        name: fc.option(fc.string(), { nil: undefined }),
        x: fc.integer(),
        y: fc.integer(),
        config: fc.dictionary(fc.constantFrom('request', 'policy', 'x'), fc.string()),
      }),
      { maxLength: 4 },
    ),
    eventType: fc.option(fc.string(), { nil: undefined }),
    condition: fc.constantFrom<ConditionGroup | null | undefined>(level, { ...level, id: 'r', not: true }, null, undefined),
    edgeIds: fc.boolean(),
    shuffle: fc.boolean(),
    notes: fc.boolean(),
  })
  .map(({ holder, calls, eventType, condition, edgeIds, shuffle, notes }): Graph => {
    const held = condition === undefined ? {} : { condition: condition as never }
    const trigger = node('t', 'trigger', {
      config: { reentry: 'every', ...(eventType !== undefined && { eventType }), ...(holder === 'trigger' && held) },
    })
    const blocks = holder === 'block' ? [node('c', 'condition', { config: held, name: 'ask' })] : []
    const hooks = calls.map(({ name, x, y, config }, index) =>
      node(`w${index}`, 'webhook', { position: at(x, y), config, ...(name !== undefined && { name }) }),
    )
    const from = blocks.length > 0 ? 'c' : 't'
    const edges = [
      ...blocks.map(() => ({ from: 't', to: 'c' })),
      ...hooks.map(({ id }) => ({ from, to: id, ...(from === 'c' && { branch: 'yes' }), ...(edgeIds && { id: `e-${id}` }) })),
    ]
    const nodes = [trigger, ...blocks, ...hooks]
    return {
      nodes: shuffle ? nodes.reverse() : nodes,
      edges: shuffle ? edges.reverse() : edges,
      ...(notes && { notes: [{ id: 'n', text: '', position: at(0) }] }),
    }
  })

describe('a rule and its graph', () => {
  it('are the same thing: what was read and is written back unchanged is the very graph', () => {
    fc.assert(
      fc.property(rules, (graph) => {
        expect(graphOfRule({ graph, rule: read(graph), newId: ids() })).toBe(graph)
      }),
    )
  })

  it('lose nothing: whatever rule is written is the rule that is read', () => {
    const changes = fc.record(
      {
        eventType: fc.string(),
        condition: fc.constantFrom<ConditionGroup | null>(level, { combinator: 'or', rules: [] }, null),
        keep: fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
        added: fc.integer({ min: 0, max: 2 }),
      },
      { requiredKeys: ['keep', 'added'] },
    )
    fc.assert(
      fc.property(rules, changes, (graph, { keep, added, ...shown }) => {
        const before = read(graph)
        const fresh = Array.from({ length: added }, (_, index) => newCall(`added${index}`))
        const rule = { ...before, ...shown, calls: [...before.calls.filter((_, index) => keep[index]), ...fresh] }
        const after = graphOfRule({ graph, rule, newId: ids() })
        const found = read(after)
        expect({ ...found, calls: found.calls.map(({ id }) => id) }).toEqual({ ...rule, calls: rule.calls.map(({ id }) => id) })
        expect(after.notes).toBe(graph.notes)
        for (const one of graph.nodes.filter(({ id }) => find(after, id))) {
          const now = find(after, one.id)
          expect([now?.type, now?.name, now?.position.y]).toEqual([one.type, one.name, one.position.y])
          const { eventType: _type, condition: _held, ...rest } = one.config
          expect(now?.config).toMatchObject(rest)
        }
      }),
    )
  })

  it('change nothing of a graph that is no rule', () => {
    const graph = { ...plain, nodes: [...plain.nodes, node('w2', 'webhook')] }
    expect(graphOfRule({ graph, rule: { eventType: 'x', condition: null, calls: [] }, newId: ids() })).toBe(graph)
  })
})

describe('an edit of a rule', () => {
  it('keeps the condition where it is held', () => {
    const other: ConditionGroup = { ...level, combinator: 'or' }
    const block = edit(withBlock, { condition: other })
    expect(find(block, 'c')).toEqual({ ...withBlock.nodes[1], config: { condition: other } })
    expect(block.edges).toBe(withBlock.edges)
    const trigger = edit(atTrigger, { condition: other })
    expect(trigger.nodes).toHaveLength(2)
    expect(find(trigger, 't')?.config.condition).toBe(other)
  })

  it('makes a new condition as a block, and leads every call through it', () => {
    const graph = edit(plain, { condition: level })
    expect(graph.nodes.map(({ id, type, position }) => [id, type, position.x])).toEqual([
      ['t', 'trigger', 0],
      ['new1', 'condition', 320],
      ['w', 'webhook', 640],
    ])
    expect(graph.edges).toEqual([
      { from: 't', to: 'new1' },
      { from: 'new1', to: 'w', branch: 'yes' },
    ])
  })

  it('keeps the block, its id and name, when its condition is emptied', () => {
    const graph = edit(withBlock, { condition: null })
    expect(find(graph, 'c')).toEqual({ ...withBlock.nodes[1], config: { condition: null } })
    expect(edit(graph, { condition: level })).toEqual(withBlock)
  })

  it('adds a call on the same way, below the others, and removes one with its way', () => {
    const two = edit(withBlock, { calls: [...read(withBlock).calls, newCall('w2')] })
    expect(two.edges.at(-1)).toEqual({ from: 'c', to: 'w2', branch: 'yes' })
    expect(find(two, 'w2')?.position).toEqual(at(520, 160))
    const one = edit(two, { calls: read(two).calls.filter(({ id }) => id !== 'w') })
    expect(one.nodes.map(({ id }) => id)).toEqual(['t', 'c', 'w2'])
    expect(one.edges).toEqual([
      { id: 'e1', from: 't', to: 'c' },
      { from: 'c', to: 'w2', branch: 'yes' },
    ])
  })

  it('draws an empty graph from the first thing that is chosen', () => {
    const empty: Graph = { nodes: [], edges: [] }
    expect(edit(empty, { eventType: 'a' }).nodes).toEqual([{ id: 'new1', type: 'trigger', position: at(0), config: { eventType: 'a' } }])
    const all = edit(empty, { eventType: 'a', condition: level, calls: [newCall('w')] })
    expect(all.nodes.map(({ type, position }) => [type, position.x])).toEqual([
      ['trigger', 0],
      ['condition', 320],
      ['webhook', 640],
    ])
    expect(edit(empty, { calls: [newCall('w')] }).edges).toEqual([{ from: 'new1', to: 'w' }])
  })
})

describe('a graph that the form cannot show', () => {
  const why = (graph: Graph) => {
    const found = ruleOfGraph(graph)
    return found.ok ? null : found.why
  }
  const more = (nodes: GraphNode[], edges: Graph['edges'] = []): Graph => ({
    nodes: [...withBlock.nodes, ...nodes],
    edges: [...withBlock.edges, ...edges],
  })

  it('is said so with the reason', () => {
    expect(why({ nodes: [], edges: [] })).toBeNull()
    expect(why(more([node('d', 'delay', { name: 'A day' })]))).toBe('It has a block "A day" of the type delay.')
    expect(why(more([node('t2', 'trigger')]))).toBe('It starts at 2 triggers.')
    expect(
      why({ ...plain, nodes: [node('t', 'trigger', { config: { eventType: 'a', reentry: 'oncePerUser' } }), node('w', 'webhook')] }),
    ).toMatch(/does not let every event in again/)
    expect(why(more([node('c2', 'condition')]))).toBe('It has 2 condition blocks.')
    expect(why(more([node('w2', 'webhook')], [{ from: 'c', to: 'w2', branch: 'no' }]))).toBe(
      '"w2" is called where the condition does not hold.',
    )
    expect(why(more([node('w2', 'webhook')], [{ from: 't', to: 'w2' }]))).toBe('"w2" is called without the condition being asked.')
    expect(why(more([node('w2', 'webhook')], [{ from: 'w', to: 'w2' }]))).toBe('A way goes on from the WebHook "w".')
    expect(why(more([node('w2', 'webhook')]))).toBe('Nothing leads to its block "w2".')
    expect(why(more([], [{ from: 'c', to: 'nowhere', branch: 'yes' }]))).toBe('One of its ways leads from or to a block that is not there.')
    expect(why(more([node('t', 'webhook')]))).toBe('Two of its blocks have the same id.')
    expect(why({ nodes: [node('w', 'webhook')], edges: [] })).toBe('It has no trigger.')
    expect(why({ ...plain, nodes: plain.nodes.map((one) => ({ ...one, bypassed: one.id === 'w' })) })).toBe('Its block "w" is bypassed.')
    expect(why({ ...plain, nodes: [node('t', 'trigger', { config: { condition: { rules: 5 } } }), node('w', 'webhook')] })).toBe(
      'Its condition is not in a form that can be read.',
    )
    expect(
      why({ ...withBlock, nodes: [{ ...node('t', 'trigger'), config: { condition: level as never } }, ...withBlock.nodes.slice(1)] }),
    ).toBe('It has a condition at its trigger and another one in a block.')
  })
})
