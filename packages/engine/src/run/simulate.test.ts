import type { RenderedRequest } from '@hookline/schema'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compile } from '../compile/compile.ts'
import { subscriptionDefinition } from '../compile/subscription-definition.ts'
import type { Definition } from '../definition.ts'
import { anEvent, aSource, catalog, checkRequest, graphCases, now } from '../testing/case-tables.fixture.ts'
import { levelRule, soundJourney } from '../testing/graphs.fixture.ts'
import { decide } from './decide.ts'
import { buildIndex } from './match-index.ts'
import { type SimulateInput, simulate } from './simulate.ts'

const rendered = (url: string): RenderedRequest => ({ method: 'POST', url, headers: [], body: '{}' })
const render: SimulateInput['render'] = (nodeId) => ({
  ok: true,
  requests: [rendered(`https://${nodeId}.test/1`), rendered(`https://${nodeId}.test/2`)],
})
const compileAs = (graph: unknown, kind: 'rule' | 'journey' = 'rule') => compile(graph, { kind, catalog, checkRequest }).definition
const around = { state: {}, campaign: null, now, render }

function sound(graph: unknown): Definition {
  const definition = compileAs(graph)
  if (!definition) throw new Error('the graph compiles')
  return definition
}

describe('the table of graphs, walked through', () => {
  const lines = graphCases.filter(({ event }) => event !== undefined)
  it.each(lines.map((line) => [line.name, line] as const))('%s', (_name, line) => {
    const definition = compileAs(line.graph, line.kind)
    if (!definition) throw new Error('a case with an event has a definition')
    const { state = {}, campaignId = null } = line
    const { matched, trace, diagnostics } = simulate(definition, { ...around, event: anEvent(line.event), state, campaignId })
    expect(diagnostics).toEqual([])
    expect(matched).toBe(line.matched)
    expect(trace.filter(({ request }) => request).map(({ nodeId }) => nodeId)).toEqual(line.calls)
    expect(trace).toHaveLength(definition.blocks.length + 1)
    if (line.trace) expect(trace).toMatchObject(line.trace)
  })
})

describe('simulate', () => {
  it('agrees with decide on what matches, which way it goes, and what is called', () => {
    const level = fc.option(fc.integer({ min: 0, max: 9 }))
    fc.assert(
      fc.property(soundJourney, level, fc.constantFrom('rule', 'journey'), (graph, value, kind) => {
        const definition = compileAs(graph, kind)
        if (!definition) return
        const event = anEvent({ data: { level: value } })
        const index = buildIndex([aSource(definition)], (_source, block) => block.id)
        const [match] = decide(index, { events: [event], states: new Map(), campaigns: new Map(), now }).outcomes[0]?.matches ?? []
        const { matched, trace } = simulate(definition, { ...around, event })
        expect(matched).toBe(match !== undefined)
        expect(trace.filter(({ request }) => request).map(({ nodeId }) => nodeId)).toEqual(match?.calls.map(({ nodeId }) => nodeId) ?? [])
        const passed = trace.filter(({ outcome }) => outcome !== 'not-reached')
        if (match) expect(passed.map(({ nodeId, branch }) => ({ nodeId, ...(branch && { branch }) }))).toEqual(match.path)
        for (const { outcome, at, detail } of trace) {
          expect(at).toBe(outcome === 'not-reached' ? null : now)
          expect(detail).not.toBe('')
        }
      }),
      { numRuns: 300 },
    )
  })

  it('shows the finished requests of a WebHook, one for each URL', () => {
    const { trace } = simulate(sound(levelRule(5)), { ...around, event: anEvent({ data: { level: 5 } }) })
    expect(trace[2]).toEqual({
      ...{ nodeId: 'w', at: now, outcome: 'call', detail: 'calls POST https://crm.example.com/hooks' },
      request: rendered('https://w.test/1'),
      requests: [rendered('https://w.test/1'), rendered('https://w.test/2')],
    })
  })

  it('says why a request cannot be made, at its block, and still matches', () => {
    const failing: SimulateInput['render'] = () => ({ ok: false, code: 'invalid-body', message: 'the body is not JSON' })
    const simulation = simulate(sound(levelRule(5)), { ...around, render: failing, event: anEvent({ data: { level: 5 } }) })
    expect(simulation.matched).toBe(true)
    expect(simulation.trace[2]).toEqual({ nodeId: 'w', at: now, outcome: 'not-rendered', detail: 'the body is not JSON' })
    expect(simulation.diagnostics).toEqual([{ severity: 'error', code: 'invalid-body', message: 'the body is not JSON', nodeId: 'w' }])
  })

  it('shows the renderer what templates will see: the merged state, the campaign, the time', () => {
    const seen: unknown[] = []
    simulate(sound(levelRule(5)), {
      ...around,
      event: anEvent({ data: { level: 5 }, campaignId: 'summer', state: { b: 2 } }),
      ...{ state: { a: 1 }, campaign: { id: 'summer', name: 'Summer games' } },
      render: (nodeId, scope) => {
        seen.push([nodeId, scope.state, scope.campaign, scope.now])
        return { ok: true, requests: [] }
      },
    })
    expect(seen).toEqual([['w', { a: 1, b: 2 }, { id: 'summer', name: 'Summer games' }, now]])
  })

  it('explains why a webhook did not take an event of Hookline itself', () => {
    const request = { method: 'POST', urls: ['https://a.test/'], contentType: 'application/json', headers: [], body: null } as const
    const policy = { timeoutMs: 1000, success: '2xx', retry: { preset: 'none' }, ratePerSecond: null } as const
    const definition = subscriptionDefinition({ eventTypes: ['*'], policy, request: { ...request, urls: [...request.urls], headers: [] } })
    const { matched, trace } = simulate(definition, { ...around, event: anEvent({ type: 'hookline.endpoint_paused' }) })
    expect(matched).toBe(false)
    expect(trace[0]?.detail).toBe('waits for every type but those of Hookline itself, this is hookline.endpoint_paused')
  })

  it('says so instead of throwing where a stored definition cannot run', () => {
    const definition = sound(levelRule(5))
    const lost = { ...definition, trigger: { ...definition.trigger, next: ['gone'] } }
    expect(simulate(lost, { ...around, event: anEvent() }).diagnostics).toMatchObject([{ code: 'engine.failed' }])
    const foreign = { ...definition, blocks: [{ id: 'x', type: 'shell', next: {} }] } as unknown as Definition
    expect(simulate(foreign, { ...around, event: anEvent() })).toMatchObject({ matched: false, diagnostics: [{ code: 'engine.failed' }] })
  })
})
