import type { JsonObject, RenderedRequest } from '@hookline/schema'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compile } from '../compile/compile.ts'
import type { Definition } from '../definition.ts'
import { anEvent, aSource, catalog, checkRequest, graphCases, now, scopeOf } from '../testing/case-tables.fixture.ts'
import { condition, delay, edge, trigger, waitingJourney, webhook } from '../testing/graphs.fixture.ts'
import { advance, runBlocksMax, type WaitingRun } from './advance.ts'
import { decide } from './decide.ts'
import { buildIndex } from './match-index.ts'
import { simulate } from './simulate.ts'
import type { Waiting } from './walk.ts'

const definitionOf = (graph: unknown): Definition => {
  const { definition } = compile(graph, { kind: 'journey', catalog, checkRequest })
  if (!definition) throw new Error('the graph compiles')
  return definition
}
const timer = { kind: 'timer' } as const

/** Decides an event and lets each wait end when its time has come. Out: the calls with their times, and the whole path. */
function runToEnd(definition: Definition, event = anEvent(), { steps = 50, state = {} }: { steps?: number; state?: JsonObject } = {}) {
  const index = buildIndex([aSource(definition)], (_source, block) => block.id)
  const plan = index.find('aut-1')?.plan
  const [match] =
    decide(index, { events: [event], states: new Map([[event.userId, state]]), campaigns: new Map(), now }).outcomes[0]?.matches ?? []
  if (!plan || !match) throw new Error('the journey is entered')
  const calls = match.calls.map(({ nodeId, scope }) => ({ nodeId, at: scope.now }))
  let { path, waiting }: { path: typeof match.path; waiting: Waiting | null } = match
  for (let count = 0; waiting && count < steps; count++) {
    const at = new Date(waiting.untilMs).toISOString()
    const walked = advance(plan, { nodeId: waiting.nodeId, path }, { signal: timer, scope: { ...scopeOf(event, state), now: at } })
    calls.push(...walked.calls.map(({ nodeId, scope }) => ({ nodeId, at: scope.now })))
    path = walked.path
    waiting = walked.waiting
  }
  return { calls, path, waiting, plan }
}

const waitTwice = definitionOf({
  nodes: [trigger(), delay('d1'), webhook('w1'), delay('d2', { durationSeconds: 60 }), webhook('w2')],
  edges: [edge('t', 'd1'), edge('d1', 'w1'), edge('w1', 'd2'), edge('d2', 'w2')],
})

describe('a run that waits', () => {
  it('goes on from where it waits, with the time of that moment, to its next wait and its end', () => {
    const { calls, path } = runToEnd(waitTwice)
    expect(calls).toEqual([
      { nodeId: 'w1', at: '2026-11-21T11:00:05.000Z' },
      { nodeId: 'w2', at: '2026-11-21T11:01:05.000Z' },
    ])
    expect(path).toEqual([
      { nodeId: 't' },
      { nodeId: 'd1', at: now, until: '2026-11-21T11:00:05.000Z', leftAt: '2026-11-21T11:00:05.000Z' },
      { nodeId: 'w1' },
      { nodeId: 'd2', at: '2026-11-21T11:00:05.000Z', until: '2026-11-21T11:01:05.000Z', leftAt: '2026-11-21T11:01:05.000Z' },
      { nodeId: 'w2' },
    ])
  })

  it('asks conditions when it comes to them, not when it began', () => {
    const definition = definitionOf({
      nodes: [
        trigger(),
        delay(),
        condition('c', { combinator: 'and', rules: [{ field: 'state.paid', operator: '=', value: true }] }),
        webhook(),
      ],
      edges: [edge('t', 'd'), edge('d', 'c'), edge('c', 'w', 'no')],
    })
    const { plan } = runToEnd(definition)
    const run: WaitingRun = { nodeId: 'd', path: [{ nodeId: 't' }, { nodeId: 'd' }] }
    const paid = advance(plan, run, { signal: timer, scope: scopeOf({}, { paid: true }) })
    const unpaid = advance(plan, run, { signal: timer, scope: scopeOf({}, { paid: false }) })
    expect([paid.calls.length, unpaid.calls.length]).toEqual([0, 1])
  })

  it('changes nothing that came in', () => {
    const { plan } = runToEnd(waitTwice)
    const run = Object.freeze({
      nodeId: 'd1',
      path: Object.freeze([Object.freeze({ nodeId: 't' }), Object.freeze({ nodeId: 'd1', at: now })]),
    })
    expect(advance(plan, run, { signal: timer, scope: scopeOf() })).toEqual(advance(plan, run, { signal: timer, scope: scopeOf() }))
  })

  it('fails where its version has no such wait', () => {
    const { plan } = runToEnd(waitTwice)
    for (const nodeId of ['w1', 'gone', '__proto__'])
      expect(() => advance(plan, { nodeId, path: [] }, { signal: timer, scope: scopeOf() })).toThrow(`"${nodeId}" that waits`)
  })

  it('goes round through a wait, and ends after so many blocks as a run may pass', () => {
    const round = definitionOf({ nodes: [trigger(), delay(), webhook()], edges: [edge('t', 'd'), edge('d', 'w'), edge('w', 'd')] })
    expect(runToEnd(round, anEvent(), { steps: 10 }).calls).toHaveLength(10)
    expect(() => runToEnd(round, anEvent(), { steps: runBlocksMax })).toThrow(`${runBlocksMax} blocks`)
  })

  it('calls to its end what the table of graphs says', () => {
    for (const line of graphCases.filter(({ kind, event, matched }) => kind === 'journey' && event && matched && !event.type)) {
      if (line.name.includes('circle')) continue
      const { calls } = runToEnd(definitionOf(line.graph), anEvent(line.event), { state: line.state ?? {} })
      expect(
        calls.map(({ nodeId }) => nodeId),
        line.name,
      ).toEqual(line.calls)
    }
  })

  it('takes the way, and makes the calls at the times, that a dry run shows', () => {
    fc.assert(
      fc.property(waitingJourney, fc.integer({ min: 0, max: 9 }), (graph, level) => {
        const event = anEvent({ data: { level } })
        const definition = definitionOf(graph)
        const { calls, path, waiting } = runToEnd(definition, event)
        expect(waiting).toBeNull()
        const request: RenderedRequest = { method: 'POST', url: 'https://a.test/', headers: [], body: null }
        const { trace } = simulate(definition, { state: {}, campaign: null, now, event, render: () => ({ ok: true, requests: [request] }) })
        const shown = trace.filter(({ outcome }) => outcome !== 'not-reached')
        expect(shown.map(({ nodeId, branch, until }) => [nodeId, branch, until])).toEqual(
          path.map(({ nodeId, branch, until }) => [nodeId, branch, until]),
        )
        expect(trace.filter((entry) => entry.request).map(({ nodeId, at }) => ({ nodeId, at }))).toEqual(calls)
      }),
      { numRuns: 200 },
    )
  })
})

describe('re-entry', () => {
  const entering = (reentry: string, graph: { nodes: object[]; edges: object[] }) => {
    const definition = definitionOf({ ...graph, nodes: [trigger({ reentry }), ...graph.nodes] })
    return buildIndex([aSource(definition)], (_source, block) => block.id)
  }
  const waits = { nodes: [delay(), webhook()], edges: [edge('t', 'd'), edge('d', 'w')] }
  const ends = { nodes: [webhook()], edges: [edge('t', 'w')] }
  const batch = { states: new Map(), campaigns: new Map(), now }
  const events = ['u-1', 'u-2', 'u-1'].map((userId, at) => anEvent({ id: `evt-${at}`, userId }))
  const entered = (index: ReturnType<typeof entering>, entries?: { entered: Set<string>; running: Set<string> }) =>
    decide(index, { ...batch, events, ...(entries && { entries }) }).outcomes.map(({ matches }) => matches.length)
  const key = new Set(['aut-1 u-2'])
  const nobody = new Set<string>()

  it('lets everybody in again where the trigger says nothing else', () => {
    expect(entered(entering('every', waits), { entered: key, running: key })).toEqual([1, 1, 1])
  })

  it('lets a user in once, within a batch too', () => {
    expect(entered(entering('oncePerUser', ends))).toEqual([1, 1, 0])
    expect(entered(entering('oncePerUser', ends), { entered: key, running: nobody })).toEqual([1, 0, 0])
  })

  it('lets a user in again once no run of theirs waits', () => {
    expect(entered(entering('onceWhileRunning', waits))).toEqual([1, 1, 0])
    expect(entered(entering('onceWhileRunning', waits), { entered: key, running: nobody })).toEqual([1, 1, 0])
    expect(entered(entering('onceWhileRunning', waits), { entered: nobody, running: key })).toEqual([1, 0, 0])
    expect(entered(entering('onceWhileRunning', ends))).toEqual([1, 1, 1])
  })

  it('names the sources whose users have to be known', () => {
    expect(entering('every', waits).guarded('level_completed')).toEqual([])
    expect(
      entering('oncePerUser', waits)
        .guarded('level_completed')
        .map(({ id }) => id),
    ).toEqual(['aut-1'])
    expect(entering('oncePerUser', waits).guarded('level_up')).toEqual([])
  })
})
