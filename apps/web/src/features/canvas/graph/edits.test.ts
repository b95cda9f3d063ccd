import { blockTypeNames, branchesOf, callsOut, compile, plainWay } from '@hookline/engine'
import { type Graph, graphSchema } from '@hookline/schema'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addNote, moveItems, renameBlock, setBypassed, setConfig } from './change.ts'
import { copyItems, duplicateItems, pasteClip, readClip } from './clipboard.ts'
import { connect, disconnect } from './connect.ts'
import { insertBlock } from './insert.ts'
import { removeItems } from './remove.ts'
import { allowedTargets, connectProblem, type Place } from './rules.ts'
import { tidyUp } from './tidy.ts'
import { type AutomationKind, edgeKey, leadsRound, readingOrder, type Way } from './ways.ts'

interface Doing {
  kind: AutomationKind
  newId: () => string
}
type Edit = (graph: Graph, doing: Doing) => Graph

const some = <T>(list: readonly T[], index: number): T | undefined => list[index % Math.max(1, list.length)]
const nat = fc.nat(50)
const ways = (graph: Graph): Way[] => graph.nodes.flatMap((node) => (branchesOf(node) ?? []).map((branch) => ({ from: node.id, branch })))
const idsOf = (graph: Graph) => [...graph.nodes, ...(graph.notes ?? [])].map(({ id }) => id)
const chosen = (graph: Graph, picks: number[]) => new Set(picks.map((index) => some(idsOf(graph), index)).filter((id) => id !== undefined))

const place = fc.oneof(
  fc.constant(() => ({ at: 'free' }) as Place),
  nat.map((index) => (graph: Graph): Place => {
    const way = some(ways(graph), index)
    return way ? { at: 'way', way } : { at: 'free' }
  }),
  nat.map((index) => (graph: Graph): Place => {
    const edge = some(graph.edges, index)
    return edge ? { at: 'edge', key: edgeKey(edge) } : { at: 'free' }
  }),
)

const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.tuple(fc.constantFrom(...blockTypeNames), place).map(([type, placeIn]): Edit => {
    return (graph, { kind, newId }) => insertBlock(graph, { block: { id: newId(), type, config: {} }, place: placeIn(graph) }, kind)
  }),
  fc.tuple(nat, nat).map(([from, to]): Edit => {
    return (graph, { kind }) => {
      const way = some(ways(graph), from)
      const target = some(graph.nodes, to)
      return way && target ? connect(graph, { way, to: target.id }, kind) : graph
    }
  }),
  nat.map(
    (index): Edit =>
      (graph) =>
        disconnect(graph, new Set(graph.edges.slice(index % 7, (index % 7) + 1).map(edgeKey))),
  ),
  fc.tuple(fc.array(nat, { maxLength: 4 }), fc.array(nat, { maxLength: 2 })).map(([picks, edges]): Edit => {
    const keys = (graph: Graph) => edges.map((index) => some(graph.edges, index)).filter((found) => found !== undefined)
    return (graph) => removeItems(graph, { ids: chosen(graph, picks), edges: new Set(keys(graph).map(edgeKey)) })
  }),
  fc.array(nat, { maxLength: 5 }).map((picks): Edit => {
    return (graph, { kind, newId }) => duplicateItems(graph, { ids: chosen(graph, picks), newId }, kind).graph
  }),
  fc.array(nat, { maxLength: 5 }).map((picks): Edit => {
    return (graph, { kind, newId }) => {
      const clip = readClip(copyItems(graph, chosen(graph, picks)) ?? '')
      return clip ? pasteClip(graph, { clip, newId, at: { x: 7, y: 9 } }, kind).graph : graph
    }
  }),
  fc.tuple(nat, fc.string()).map(
    ([index, name]): Edit =>
      (graph) =>
        renameBlock(graph, some(idsOf(graph), index) ?? '', name),
  ),
  nat.map(
    (index): Edit =>
      (graph) =>
        setConfig(graph, some(idsOf(graph), index) ?? '', { note: index }),
  ),
  fc.tuple(fc.array(nat), fc.boolean()).map(
    ([picks, off]): Edit =>
      (graph) =>
        setBypassed(graph, chosen(graph, picks), off),
  ),
  fc.tuple(nat, fc.integer(), fc.integer()).map(([index, x, y]): Edit => {
    return (graph) => moveItems(graph, new Map([[some(idsOf(graph), index) ?? '', { x, y }]]))
  }),
  fc.constant<Edit>((graph, { newId }) => addNote(graph, { id: newId(), text: 'look', position: { x: 0, y: 0 } })),
  fc.constant<Edit>((graph) => tidyUp(graph)),
)

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    Object.values(value).forEach(freeze)
  }
  return value
}

function expectSound(graph: Graph, kind: AutomationKind) {
  const ids = idsOf(graph)
  expect(new Set(ids).size, 'ids are unique').toBe(ids.length)
  const blocks = new Set(graph.nodes.map(({ id }) => id))
  expect(graph.nodes.filter(({ type }) => type === 'trigger').length, 'one trigger').toBeLessThanOrEqual(1)
  expect(new Set(graph.edges.map(edgeKey)).size, 'each edge once').toBe(graph.edges.length)
  for (const { from, to } of graph.edges) {
    expect(blocks.has(from) && blocks.has(to), 'no edge to nowhere').toBe(true)
    expect(leadsRound(graph, { from, to }), 'no circle without a wait').toBe(false)
  }
  expect(graphSchema.safeParse(graph).success, 'the schema takes it').toBe(true)
  const shape = compile(graph, { kind, catalog: { eventTypes: {} }, checkRequest: () => [] }).diagnostics.map(({ code }) => code)
  const refused = [
    'graph.many-ways',
    'graph.cycle',
    'graph.into-trigger',
    'graph.unknown-branch',
    'graph.many-triggers',
    'graph.edge-to-nowhere',
  ]
  expect(shape.filter((code) => refused.includes(code))).toEqual([])
  if (kind === 'rule') expect(shape).not.toContain('graph.not-a-rule')
  expect([...readingOrder(graph)].sort()).toEqual([...blocks].sort())
}

describe('edits of a graph', () => {
  it.each(['rule', 'journey'] as const)('any sequence of them keeps a %s sound and never changes the graph before', (kind) => {
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 25 }), (edits) => {
        let next = 0
        const doing = { kind, newId: () => `n${next++}` }
        let graph: Graph = freeze({ nodes: [{ id: 't', type: 'trigger', position: { x: 0, y: 0 }, config: {} }], edges: [] })
        for (const change of edits) {
          graph = freeze(change(graph, doing))
          expectSound(graph, kind)
        }
      }),
      { numRuns: 300 },
    )
  })

  it.each(['rule', 'journey'] as const)('the targets that light up in a %s are those that can be connected', (kind) => {
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 15 }), nat, (edits, index) => {
        let next = 0
        let graph: Graph = { nodes: [{ id: 't', type: 'trigger', position: { x: 0, y: 0 }, config: {} }], edges: [] }
        for (const change of edits) graph = change(graph, { kind, newId: () => `n${next++}` })
        const way = some(ways(graph), index)
        if (!way) return
        const open = graph.nodes.filter(({ id }) => connectProblem(graph, { way, to: id }, kind) === null).map(({ id }) => id)
        expect([...allowedTargets(graph, way, kind)]).toEqual(open)
      }),
    )
  })
})

const at = (x = 0, y = 0) => ({ x, y })
const node = (id: string, type: string, position = at(), config = {}) => ({ id, type, position, config })
const edge = (from: string, to: string, branch?: string) => ({ from, to, ...(branch && { branch }) })
const drawn = (graph: Graph) => graph.edges.map(({ from, to, branch }) => `${from}${branch ? ` ${branch}` : ''} > ${to}`).sort()
const block = (id: string, type: string) => ({ id, type, config: {} })

describe('inserting', () => {
  const line: Graph = {
    nodes: [node('t', 'trigger'), node('a', 'webhook', at(320)), node('b', 'webhook', at(640))],
    edges: [edge('t', 'a'), edge('a', 'b')],
  }

  it('a block put into an edge is spliced in, and what follows makes room', () => {
    const graph = insertBlock(line, { block: block('c', 'condition'), place: { at: 'edge', key: edgeKey(edge('t', 'a')) } }, 'journey')
    expect(drawn(graph)).toEqual(['a > b', 'c yes > a', 't > c'])
    expect(graph.nodes.map(({ id, position }) => [id, position.x])).toEqual([
      ['t', 0],
      ['a', 640],
      ['b', 960],
      ['c', 320],
    ])
  })

  it('a way of a journey that is taken is spliced; one of a rule carries several WebHooks', () => {
    const place = { at: 'way', way: { from: 't', branch: plainWay } } as const
    expect(drawn(insertBlock(line, { block: block('c', 'webhook'), place }, 'journey'))).toEqual(['a > b', 'c > a', 't > c'])
    const rule = { nodes: line.nodes.slice(0, 2), edges: line.edges.slice(0, 1) }
    expect(drawn(insertBlock(rule, { block: block('c', 'webhook'), place }, 'rule'))).toEqual(['t > a', 't > c'])
  })

  it('the condition of a rule takes all its WebHooks behind itself', () => {
    const rule: Graph = { nodes: line.nodes, edges: [edge('t', 'a'), edge('t', 'b')] }
    const graph = insertBlock(rule, { block: block('c', 'condition'), place: { at: 'edge', key: edgeKey(edge('t', 'a')) } }, 'rule')
    expect(drawn(graph)).toEqual(['c yes > a', 'c yes > b', 't > c'])
  })

  it('a second trigger, and a second condition in a rule, are refused', () => {
    expect(insertBlock(line, { block: block('x', 'trigger'), place: { at: 'free' } }, 'journey')).toBe(line)
    const rule = { ...line, nodes: [...line.nodes, node('c', 'condition')] }
    expect(insertBlock(rule, { block: block('x', 'condition'), place: { at: 'free' } }, 'rule')).toBe(rule)
  })
})

describe('connecting', () => {
  it('in a journey a way that is drawn anew lets go of the old one', () => {
    const graph: Graph = { nodes: ['a', 'b', 'c'].map((id) => node(id, 'webhook')), edges: [edge('a', 'b')] }
    expect(drawn(connect(graph, { way: { from: 'a', branch: plainWay }, to: 'c' }, 'journey'))).toEqual(['a > c'])
  })

  it('says why not', () => {
    const graph: Graph = { nodes: [node('t', 'trigger'), node('a', 'webhook'), node('b', 'webhook')], edges: [edge('a', 'b')] }
    const why = (from: string, to: string, kind: AutomationKind = 'journey') =>
      connectProblem(graph, { way: { from, branch: plainWay }, to }, kind)
    expect(why('b', 'a')).toMatch(/circle/)
    expect(why('b', 't')).toMatch(/Only events/)
    expect(why('a', 'b')).toMatch(/connected already/)
    expect(why('b', 'a', 'rule')).toMatch(/nothing follows a WebHook/)
    expect(why('t', 'a')).toBeNull()
  })

  it('lets a circle lead through a wait, from it and into it', () => {
    const graph: Graph = {
      nodes: [node('t', 'trigger'), node('d', 'delay'), node('a', 'webhook')],
      edges: [edge('t', 'd'), edge('d', 'a')],
    }
    expect(connectProblem(graph, { way: { from: 'a', branch: plainWay }, to: 'd' }, 'journey')).toBeNull()
    expect(allowedTargets(graph, { from: 'a', branch: plainWay }, 'journey')).toEqual(new Set(['d']))
    expect(connectProblem(graph, { way: { from: 'd', branch: plainWay }, to: 'd' }, 'journey')).toMatch(/circle/)
    const round = connect(graph, { way: { from: 'a', branch: plainWay }, to: 'd' }, 'journey')
    expect(drawn(round)).toEqual(['a > d', 'd > a', 't > d'])
    expect(drawn(removeItems(round, { ids: new Set(['d']), edges: new Set() }))).toEqual(['t > a'])
  })
})

describe('deleting', () => {
  it('heals the way although a marquee took the edges of the block too', () => {
    const graph: Graph = {
      nodes: [node('t', 'trigger'), node('c', 'condition'), node('a', 'webhook'), node('b', 'webhook')],
      edges: [edge('t', 'c'), edge('c', 'a', 'yes'), edge('c', 'b', 'no')],
    }
    expect(drawn(removeItems(graph, { ids: new Set(['c']), edges: new Set(graph.edges.map(edgeKey)) }))).toEqual(['t > a'])
    expect(drawn(removeItems(graph, { ids: new Set(), edges: new Set([edgeKey(edge('t', 'c'))]) }))).toEqual(['c no > b', 'c yes > a'])
  })
})

describe('the clipboard', () => {
  const secretive = {
    hasSecret: true,
    secret: 'whsec_x',
    request: { urls: ['https://crm.example.com'], headers: [{ name: 'X-Key', value: 'open sesame', secret: true }] },
  }
  const graph: Graph = {
    nodes: [node('t', 'trigger'), node('a', 'webhook', at(320), secretive), node('b', 'webhook', at(640))],
    edges: [edge('t', 'a'), edge('a', 'b')],
    notes: [{ id: 'n', text: 'hello', position: at(0, 200) }],
  }
  let next = 0
  const newId = () => `new-${next++}`

  it('carries blocks to another automation with new ids and their inner edges', () => {
    const clip = readClip(copyItems(graph, new Set(['t', 'a', 'b', 'n'])) ?? '')
    if (!clip) throw new Error('not read')
    const pasted = pasteClip({ nodes: [], edges: [] }, { clip, newId }, 'journey').graph
    expect(pasted.nodes.map(({ type }) => type)).toEqual(['trigger', 'webhook', 'webhook'])
    expect(pasted.edges.length).toBe(2)
    expect(pasted.notes?.map(({ text }) => text)).toEqual(['hello'])
    const again = pasteClip(graph, { clip, newId }, 'journey').graph
    expect(again.nodes.filter(({ type }) => type === 'trigger').length).toBe(1)
    expect(again.edges.length).toBe(3)
  })

  it('takes no secret along', () => {
    const text = copyItems(graph, new Set(['a'])) ?? ''
    expect(text).not.toMatch(/whsec_x|open sesame|hasSecret/)
    expect(text).toMatch(/crm\.example\.com/)
  })

  it.each([
    ['other text', 'hookline/blocks@1'],
    ['a list', '["hookline/blocks@1"]'],
    [
      'keys of JavaScript',
      '{"format":"hookline/blocks@1","nodes":[{"id":"a","type":"webhook","config":{"__proto__":{"x":1}}}],"edges":[]}',
    ],
    ['two blocks of one id', '{"format":"hookline/blocks@1","nodes":[{"id":"a","type":"webhook"},{"id":"a","type":"webhook"}],"edges":[]}'],
    ['unknown fields', '{"format":"hookline/blocks@1","nodes":[{"id":"a","type":"webhook","onClick":"alert(1)"}],"edges":[]}'],
    [
      'deep nesting',
      `{"format":"hookline/blocks@1","nodes":[{"id":"a","type":"webhook","config":{"x":${'['.repeat(5000)}${']'.repeat(5000)}}}]}`,
    ],
    ['nothing', '{"format":"hookline/blocks@1","nodes":[],"edges":[]}'],
  ])('refuses %s', (_name, text) => {
    expect(readClip(text)).toBeNull()
  })

  it('never throws, and what it takes never breaks a graph', () => {
    const id = fc.constantFrom('a', 'b', '__proto__')
    const raw = fc.record({
      format: fc.constant('hookline/blocks@1'),
      nodes: fc.array(fc.record({ id, type: fc.constantFrom('trigger', 'condition', 'webhook', 'shell'), config: fc.constant({}) })),
      edges: fc.array(fc.record({ from: id, to: id, branch: fc.constantFrom('', 'yes', 'no', 'x') })),
    })
    fc.assert(
      fc.property(fc.oneof(raw, fc.jsonValue()), fc.constantFrom('rule' as const, 'journey' as const), (value, kind) => {
        const clip = readClip(JSON.stringify(value))
        if (clip) expectSound(pasteClip({ nodes: [], edges: [] }, { clip, newId }, kind).graph, kind)
      }),
    )
  })
})

it('callsOut agrees with the palette', () => expect(blockTypeNames.filter(callsOut)).toEqual(['webhook']))
