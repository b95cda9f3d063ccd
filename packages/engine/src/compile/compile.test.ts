import { requestTemplateSchema } from '@hookline/schema'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { diagnosticCodes } from '../diagnostic-codes.ts'
import { decide } from '../run/decide.ts'
import { buildIndex } from '../run/match-index.ts'
import { anEvent, aSource, catalog, checkRequest, graphCases, now, refusedRules } from '../testing/case-tables.fixture.ts'
import { anyGraph, condition, edge, levelAtLeast, levelRule, soundJourney, trigger, webhook } from '../testing/graphs.fixture.ts'
import { type Compiled, compile } from './compile.ts'

const compileAs = (graph: unknown, kind: 'rule' | 'journey' = 'rule'): Compiled => compile(graph, { kind, catalog, checkRequest })
const codesOf = ({ diagnostics }: Compiled) => diagnostics.map(({ code }) => code)

describe('the table of graphs', () => {
  it.each(graphCases.map((line) => [line.name, line] as const))('%s', (_name, line) => {
    const { definition, diagnostics } = compileAs(line.graph, line.kind)
    const found = diagnostics.map(({ code, nodeId }) => `${code} ${nodeId ?? ''}`)
    const wanted = (line.diagnostics ?? []).map(({ code, nodeId }) => `${code} ${nodeId ?? ''}`)
    expect(found.sort()).toEqual(wanted.sort())
    expect(definition === null).toBe(diagnostics.some(({ severity }) => severity === 'error'))
    if (!line.event || !definition) return
    const index = buildIndex([aSource(definition, { campaignId: line.campaignId ?? null })], (_source, block) => block.id)
    const states = new Map([['u-1', line.state ?? {}]])
    const [outcome] = decide(index, { events: [anEvent(line.event)], states, campaigns: new Map(), now }).outcomes
    expect(outcome?.matches.length).toBe(line.matched ? 1 : 0)
    expect(outcome?.matches.flatMap(({ calls }) => calls.map(({ request }) => request))).toEqual(line.callsAtOnce ?? line.calls)
  })

  it('has a definition for each case with an event', () => {
    for (const line of graphCases) if (line.event) expect(compileAs(line.graph, line.kind).definition, line.name).not.toBeNull()
    expect(graphCases.length).toBeGreaterThan(40)
  })
})

describe('the refused rules of the vectors', () => {
  const nested = Array.from({ length: 10_000 }).reduce<unknown>((group) => ({ combinator: 'and', rules: [group] }), levelAtLeast(5))
  const graphs: Record<string, [code: string, nodeId: string | undefined, graph: unknown]> = {
    'webhook to its own ingest URL (self loop)': [
      ...(['url.own-address', 'w'] as const),
      { nodes: [trigger(), webhook('w', { urls: ['http://127.0.0.1:3000/v1/events'] })], edges: [edge('t', 'w')] },
    ],
    'depth of 10,000 nested condition groups': [
      ...(['condition.too-deep', 'c'] as const),
      { nodes: [trigger(), condition('c', nested), webhook()], edges: [edge('t', 'c'), edge('c', 'w', 'yes')] },
    ],
    'no trigger': ['graph.no-trigger', undefined, { nodes: [webhook()], edges: [] }],
    'cycle a->b->a without a wait node': [
      ...(['graph.cycle', 'b'] as const),
      { nodes: [trigger(), webhook('a'), webhook('b')], edges: [edge('t', 'a'), edge('a', 'b'), edge('b', 'a')] },
    ],
    'unknown node type "shell"': [
      ...(['graph.unknown-block-type', 's'] as const),
      { nodes: [trigger(), webhook(), { id: 's', type: 'shell', config: { command: 'id' } }], edges: [edge('t', 'w')] },
    ],
    'webhook node without URL': ['webhook.no-url', 'w', { nodes: [trigger(), webhook('w', { urls: [] })], edges: [edge('t', 'w')] }],
  }

  it.each(refusedRules.filter((value) => !value.startsWith('{')))('%s: refused with one code, at its block', (value) => {
    const [code, nodeId, graph] = graphs[value] ?? []
    for (const kind of ['rule', 'journey'] as const) {
      const { definition, diagnostics } = compileAs(graph, kind)
      expect(definition).toBeNull()
      expect(diagnostics).toHaveLength(1)
      expect(diagnostics[0]).toMatchObject({ severity: 'error', code, ...(nodeId && { nodeId }) })
    }
  })

  it.each(refusedRules.filter((value) => value.startsWith('{')))('%s: refused', (value) => {
    const { definition, diagnostics } = compileAs(JSON.parse(value))
    expect(definition).toBeNull()
    expect(diagnostics.map(({ code }) => code)).toContain(value.includes('zzz') ? 'graph.edge-to-nowhere' : 'graph.invalid')
  })
})

describe('compile', () => {
  it('never throws and has a definition only without errors, whatever JSON comes', () => {
    fc.assert(
      fc.property(anyGraph, fc.constantFrom('rule', 'journey'), (graph, kind) => {
        const { definition, diagnostics } = compileAs(graph, kind)
        expect(definition === null).toBe(diagnostics.some(({ severity }) => severity === 'error'))
        for (const { code } of diagnostics) expect(Object.hasOwn(diagnosticCodes, code) || code === 'url.scheme').toBe(true)
      }),
      { numRuns: 1000 },
    )
  })

  it('gives the same answer for the same graph, as plain JSON, and changes nothing that came in', () => {
    fc.assert(
      fc.property(soundJourney, (graph) => {
        const before = JSON.stringify(graph)
        const first = compileAs(graph, 'journey')
        expect(first.definition).not.toBeNull()
        expect(JSON.parse(JSON.stringify(first.definition))).toStrictEqual(first.definition)
        expect(JSON.stringify(compileAs(JSON.parse(before), 'journey'))).toBe(JSON.stringify(first))
        expect(JSON.stringify(graph)).toBe(before)
      }),
    )
  })

  it('keeps a hostile id as an own key and reaches no prototype', () => {
    const graph = { nodes: [trigger({}, '__proto__'), webhook('constructor')], edges: [edge('__proto__', 'constructor')] }
    const { definition } = compileAs(graph)
    expect(definition?.trigger).toMatchObject({ nodeId: '__proto__', next: ['constructor'] })
  })

  it('refuses keys that reach a prototype anywhere in a config, and names them once', () => {
    const hostile = JSON.parse('{"request":{"urls":["https://crm.example.com/"],"headers":[{"name":"a","__proto__":{"x":1}}]}}')
    const graph = { nodes: [trigger(), { id: 'w', type: 'webhook', config: hostile }], edges: [edge('t', 'w')] }
    expect(compileAs(graph).diagnostics).toMatchObject([{ code: 'block.invalid-config', nodeId: 'w', path: 'request.headers.0.__proto__' }])
  })

  it('hands a request and its event type to the judge of requests, and sets its findings below `request`', () => {
    const asked: unknown[] = []
    const { diagnostics } = compile(levelRule(5), {
      ...{ kind: 'rule', catalog },
      checkRequest: (request, context) => {
        asked.push([request.urls, context])
        return [{ severity: 'warning', code: 'template.unknown-field', message: 'x', path: 'body', start: 3, end: 5 }]
      },
    })
    expect(asked).toEqual([[['https://crm.example.com/hooks'], { eventType: 'level_completed' }]])
    expect(diagnostics).toEqual([
      { severity: 'warning', code: 'template.unknown-field', message: 'x', path: 'request.body', start: 3, end: 5, nodeId: 'w' },
    ])
  })

  it('names the circle by its blocks', () => {
    const nodes = [trigger(), { ...webhook('a'), name: 'Tell the CRM' }, webhook('b')]
    const { diagnostics } = compileAs({ nodes, edges: [edge('t', 'a'), edge('a', 'b'), edge('b', 'a')] }, 'journey')
    expect(diagnostics[0]?.message).toBe('These blocks lead in a circle without a wait: "Tell the CRM" → webhook "b" → "Tell the CRM".')
  })

  it('finds circles and ends of two thousand blocks in a row', () => {
    const nodes = [trigger(), ...Array.from({ length: 1999 }, (_, index) => webhook(`b${index}`))]
    const edges = [edge('t', 'b0'), ...Array.from({ length: 1998 }, (_, index) => edge(`b${index}`, `b${index + 1}`))]
    expect(codesOf(compileAs({ nodes, edges }, 'journey'))).toEqual([])
    expect(codesOf(compileAs({ nodes, edges: [...edges, edge('b1998', 'b0')] }, 'journey'))).toContain('graph.cycle')
  })

  it('never stores a secret, and says that there is one', () => {
    const signed = (config: Record<string, unknown>) =>
      compileAs({ nodes: [trigger(), webhook('w', {}, config)], edges: [edge('t', 'w')] }).definition
    expect(JSON.stringify(signed({ secret: 'whsec_C2FVsBQIhrscChlQIMV' }))).not.toContain('whsec')
    expect(signed({ secret: 'generate' })?.blocks).toMatchObject([{ hasSecret: true }])
    expect(signed({ hasSecret: true })?.blocks).toMatchObject([{ hasSecret: true }])
    expect(signed({ secret: null, hasSecret: true })?.blocks[0]).not.toHaveProperty('hasSecret')
  })

  it('fills a request and a policy with their defaults', () => {
    const block = compileAs(levelRule(5)).definition?.blocks.find(({ type }) => type === 'webhook')
    expect(block).toMatchObject({ request: requestTemplateSchema.parse({ urls: ['https://crm.example.com/hooks'] }) })
    expect(block).toMatchObject({ policy: { timeoutMs: 15_000, success: '2xx', retry: { preset: 'standard' }, ratePerSecond: null } })
  })

  it('gives each remedy in words', () => {
    const fixes = (graph: unknown) => compileAs(graph).diagnostics.map(({ fix }) => fix)
    const types = (type: string) => ({ nodes: [trigger({ eventType: type }), webhook()], edges: [edge('t', 'w')] })
    expect(fixes(types('levelcompleted'))).toEqual(['Did you mean "level_completed"?'])
    expect(fixes(types('something.else'))).toEqual(['Send one such event, or declare the type in the event reference.'])
    expect(fixes({ nodes: [trigger(), webhook(), { id: 'x', type: 'webhok' }], edges: [edge('t', 'w')] })).toEqual([
      'Did you mean "webhook"?',
    ])
  })
})

describe('the table of codes', () => {
  it('is covered by the tables of cases but for what only tests can cause', () => {
    const inGraphs = graphCases.flatMap(({ diagnostics }) => (diagnostics ?? []).map(({ code }) => code))
    const elsewhere = ['graph.invalid', 'engine.failed', 'condition.too-many-rules', 'condition.no-field']
    const missing = Object.keys(diagnosticCodes).filter((code) => !inGraphs.includes(code) && !elsewhere.includes(code))
    expect(missing.filter((code) => !code.startsWith('condition.path-'))).toEqual([])
  })
})
