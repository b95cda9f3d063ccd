import type { JsonObject } from '@hookline/schema'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compile } from '../compile/compile.ts'
import type { Definition } from '../definition.ts'
import { anEvent, aSource, catalog, checkRequest, now } from '../testing/case-tables.fixture.ts'
import { condition, edge, levelAtLeast, levelRule, trigger, webhook } from '../testing/graphs.fixture.ts'
import { type DecideInput, decide } from './decide.ts'
import { buildIndex, type LiveSource } from './match-index.ts'

function definitionOf(graph: unknown, kind: 'rule' | 'journey' = 'rule'): Definition {
  const { definition, diagnostics } = compile(graph, { kind, catalog, checkRequest })
  if (!definition) throw new Error(JSON.stringify(diagnostics))
  return definition
}

const indexOf = (...sources: LiveSource[]) => buildIndex(sources, (source, block) => `${source.id}/${block.id}`)
const around = { states: new Map<string, JsonObject>(), campaigns: new Map([['summer', 'Summer games']]), now }
const stateRule = (value: number) => ({
  nodes: [trigger(), condition('c', { combinator: 'and', rules: [{ field: 'state.level', operator: '>=', value }] }), webhook()],
  edges: [edge('t', 'c'), edge('c', 'w', 'yes')],
})

describe('decide', () => {
  it('applies the events of one user one after another, each with the state as it then was', () => {
    const index = indexOf(aSource(definitionOf(stateRule(5))))
    const events = [4, 5, null].map((level, place) => anEvent({ id: `evt-${place}`, state: { level } }))
    const { states, outcomes } = decide(index, { ...around, events, states: new Map([['u-1', { name: 'Ada' }]]) })
    expect(outcomes.map(({ state }) => state)).toEqual([{ name: 'Ada', level: 4 }, { name: 'Ada', level: 5 }, { name: 'Ada' }])
    expect(outcomes.map(({ matches }) => matches.length)).toEqual([0, 1, 0])
    expect(states).toEqual(new Map([['u-1', { name: 'Ada' }]]))
  })

  it('returns the states of changed users alone, and changes none that came in', () => {
    const given = Object.freeze({ level: 1 })
    const events = [
      anEvent({ userId: 'same', state: { level: 1 } }),
      anEvent({ userId: 'none' }),
      anEvent({ userId: 'other', state: { level: 2 } }),
    ]
    const states = new Map<string, JsonObject>(['same', 'none', 'other'].map((userId) => [userId, given]))
    expect(decide(indexOf(), { ...around, events, states }).states).toEqual(new Map([['other', { level: 2 }]]))
    expect(given).toEqual({ level: 1 })
  })

  it('gives a call its block, the request that was prepared for it, and what templates see', () => {
    const index = indexOf(aSource(definitionOf(levelRule(5)), { id: 'aut-7' }))
    const event = anEvent({ data: { level: 5 }, campaignId: 'summer', state: { brand: 'x' } })
    const [outcome] = decide(index, { ...around, events: [event] }).outcomes
    expect(outcome?.matches).toMatchObject([
      {
        source: { id: 'aut-7' },
        path: [{ nodeId: 't' }, { nodeId: 'c', branch: 'yes' }, { nodeId: 'w' }],
        calls: [{ nodeId: 'w', request: 'aut-7/w' }],
      },
    ])
    expect(outcome?.matches[0]?.calls[0]?.scope).toEqual({
      ...{ event: { level: 5 }, user: { id: 'u-1' }, state: { brand: 'x' }, now },
      trigger: { id: 'evt-1', type: 'level_completed', occurredAt: '2026-11-21T10:00:00Z' },
      campaign: { id: 'summer', name: 'Summer games' },
    })
  })

  it('makes one scope for all matches of an event, and no list where nothing matches', () => {
    const rule = definitionOf(levelRule(5))
    const index = indexOf(aSource(rule, { id: 'a' }), aSource(rule, { id: 'b' }))
    const [hit, miss, other] = decide(index, {
      ...around,
      events: [anEvent({ data: { level: 5 } }), anEvent({ data: { level: 4 } }), anEvent({ type: 'level_up' })],
    }).outcomes
    expect(hit?.matches).toHaveLength(2)
    expect(hit?.matches[0]?.calls[0]?.scope).toBe(hit?.matches[1]?.calls[0]?.scope)
    expect(miss?.matches).toBe(other?.matches)
  })

  it('knows no name of a campaign that is unknown, and no campaign where the event has none', () => {
    const index = indexOf(aSource(definitionOf(levelRule(0))))
    const campaigns = ['nowhere', null].map((campaignId) => {
      const [outcome] = decide(index, { ...around, events: [anEvent({ campaignId, data: { level: 1 } })] }).outcomes
      return outcome?.matches[0]?.calls[0]?.scope.campaign
    })
    expect(campaigns).toEqual([{ id: 'nowhere', name: null }, null])
  })

  it('shows where a journey ended that called nothing, and does not match one whose trigger kept the event out', () => {
    const journey = definitionOf(levelRule(5), 'journey')
    const guarded = definitionOf({ nodes: [trigger({ condition: levelAtLeast(5) }), webhook()], edges: [edge('t', 'w')] }, 'journey')
    const [outcome] = decide(indexOf(aSource(journey), aSource(guarded)), { ...around, events: [anEvent({ data: { level: 1 } })] }).outcomes
    expect(outcome?.matches).toMatchObject([{ path: [{ nodeId: 't' }, { nodeId: 'c', branch: 'no' }], calls: [] }])
  })

  it('records a bug of one automation in its match, calls nothing of it, and holds up no other', () => {
    const sound = definitionOf({ nodes: [trigger(), webhook()], edges: [edge('t', 'w')] })
    const [block] = sound.blocks
    if (block?.type !== 'webhook') throw new Error('the rule has a WebHook')
    const circle: Definition = { ...sound, kind: 'journey', blocks: [{ ...block, next: { '': ['w'] } }] }
    const lost: Definition = { ...sound, trigger: { ...sound.trigger, next: ['gone'] } }
    const index = indexOf(aSource(circle, { id: 'circle' }), aSource(lost, { id: 'lost' }), aSource(sound, { id: 'sound' }))
    const [outcome] = decide(index, { ...around, events: [anEvent()] }).outcomes
    expect(outcome?.matches.map(({ source, calls, error }) => [source.id, calls.length, error])).toEqual([
      ['circle', 0, 'the ways of the definition lead in a circle at "w"'],
      ['lost', 0, 'the definition has no block "gone"'],
      ['sound', 1, undefined],
    ])
  })

  it('gives each event the same result in any order of independent users', () => {
    const index = indexOf(aSource(definitionOf(levelRule(5)), { id: 'a' }), aSource(definitionOf(stateRule(3)), { id: 'b' }))
    const level = fc.integer({ min: 0, max: 9 })
    const someEvent = fc.record({ level, patch: fc.option(level), user: fc.nat(3) })
    fc.assert(
      fc.property(fc.array(someEvent, { maxLength: 12 }), fc.array(fc.nat(), { minLength: 12, maxLength: 12 }), (list, keys) => {
        const events = list.map(({ level, patch, user }, place) =>
          anEvent({ id: `evt-${place}`, userId: `u-${user}`, data: { level }, ...(patch !== null && { state: { level: patch } }) }),
        )
        // Whole users change places; the events of one user keep their order.
        const shuffled = [...events].sort(
          (left, right) => (keys[Number(left.userId.slice(2))] ?? 0) - (keys[Number(right.userId.slice(2))] ?? 0),
        )
        const summary = (input: DecideInput['events']) => {
          const { states, outcomes } = decide(index, { ...around, events: input })
          const byEvent = outcomes.map(
            ({ event, state, matches }) => [event.id, { state, matches: matches.map(({ source }) => source.id) }] as const,
          )
          return { states, byEvent: new Map(byEvent) }
        }
        expect(summary(shuffled)).toEqual(summary(events))
      }),
    )
  })
})
