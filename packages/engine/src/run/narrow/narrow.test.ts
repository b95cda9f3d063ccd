import type { ConditionGroup, ConditionRule, JsonObject } from '@hookline/schema'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compile } from '../../compile/compile.ts'
import { compileCondition } from '../../conditions/compile-condition.ts'
import { anEvent, aSource, catalog, checkRequest, now } from '../../testing/case-tables.fixture.ts'
import { someGroup, someState } from '../../testing/conditions.fixture.ts'
import { condition, edge, trigger, webhook } from '../../testing/graphs.fixture.ts'
import { decide } from '../decide.ts'
import { eventScope } from '../event-scope.ts'
import { buildIndex, type LiveSource } from '../match-index.ts'

const surroundings = { campaigns: new Map<string, string>(), now }
const rule = (field: string, operator: string, value: ConditionRule['value']): ConditionRule => ({
  ...{ field: `state.${field}`, operator },
  ...(value !== undefined && { value }),
})
const all = (...rules: ConditionGroup['rules']): ConditionGroup => ({ combinator: 'and', rules })

interface Asked {
  condition: ConditionGroup
  /** Where the condition stands: at the trigger, or in a block before the WebHook, of whose branches one or both lead on. */
  at: 'trigger' | 'block' | 'both branches'
  kind: 'rule' | 'journey'
  campaignId: string | null
}

function sourceOf({ condition: asked, at, kind, campaignId }: Asked, id: string): LiveSource {
  const start = at === 'trigger' ? trigger({ condition: asked }) : trigger()
  const nodes = at === 'trigger' ? [start, webhook()] : [start, condition('c', asked), webhook()]
  const no = at === 'both branches' ? [edge('c', 'w', 'no')] : []
  const edges = at === 'trigger' ? [edge('t', 'w')] : [edge('t', 'c'), edge('c', 'w', 'yes'), ...no]
  const { definition, diagnostics } = compile({ nodes, edges }, { kind, catalog, checkRequest })
  if (!definition) throw new Error(JSON.stringify(diagnostics))
  return aSource(definition, { id, campaignId })
}

/** Whether a source matches, by nothing but its condition and what journeys and campaigns are. */
function matches({ condition: asked, at, kind, campaignId }: Asked, state: JsonObject, eventCampaign: string | null): boolean {
  if (campaignId !== null && campaignId !== eventCampaign) return false
  const compiled = compileCondition(asked)
  if (!compiled.ok) throw new Error('the condition is refused')
  if (at === 'both branches' || (kind === 'journey' && at === 'block')) return true
  return compiled.test(eventScope(anEvent({ campaignId: eventCampaign }), state, surroundings))
}

const few = fc.integer({ min: 0, max: 5 })
const bounds = fc.constantFrom('>=', '>', '<', '<=')
/** What is looked up in the index: values and bounds, alone and together. */
const lookedUp = fc.oneof(
  fc.tuple(bounds, few).map(([operator, value]) => all(rule('a', operator, value))),
  fc.tuple(few, bounds, few).map(([value, operator, bound]) => all(rule('a', '=', value), rule('b', operator, bound))),
  fc.tuple(few, few).map(([from, to]) => all(rule('a', '>', from), rule('a', '<=', to))),
  fc.array(few, { minLength: 1, maxLength: 3 }).map((list) => all(rule('b', 'in', list), rule('a', '>=', 2))),
  fc.tuple(few, few).map(([from, to]) => all(rule('a', 'between', [from, to]), rule('a', '!=', 2))),
)
const asked: fc.Arbitrary<Asked> = fc.record({
  condition: fc.oneof(
    lookedUp,
    someGroup.filter((group) => compileCondition(group).ok),
  ),
  at: fc.constantFrom('block', 'trigger', 'both branches'),
  kind: fc.constantFrom('rule', 'rule', 'journey'),
  campaignId: fc.constantFrom(null, null, null, 'summer'),
})

describe('the index', () => {
  it('finds exactly what every condition, evaluated for itself, lets in', () => {
    const campaign = fc.constantFrom(null, 'summer', 'winter')
    fc.assert(
      fc.property(fc.array(asked, { maxLength: 40 }), fc.array(fc.tuple(someState, campaign), { maxLength: 8 }), (list, given) => {
        const sources = list.map((one, place) => sourceOf(one, String(place)))
        const index = buildIndex(sources, () => null)
        for (const [state, campaignId] of given) {
          const states = new Map([['u-1', state]])
          const { outcomes } = decide(index, { events: [anEvent({ campaignId })], states, ...surroundings })
          const found = outcomes.flatMap((outcome) => outcome.matches.map(({ source }) => Number(source.id)))
          expect(found).toEqual([...list.keys()].filter((place) => matches(list[place] as Asked, state, campaignId)))
        }
      }),
      { numRuns: 150 },
    )
  })

  it('tries few of many rules: those that a value or a bound lets through', () => {
    const thousand = (of: (place: number) => ConditionGroup) =>
      Array.from({ length: 1000 }, (_, place) =>
        sourceOf({ condition: of(place), at: 'block', kind: 'rule', campaignId: null }, String(place)),
      )
    const tried = (sources: LiveSource[], state: JsonObject) =>
      buildIndex(sources, () => null).narrow('level_completed', eventScope(anEvent(), state, surroundings)).length
    expect(
      tried(
        thousand((place) => all(rule('a', '>=', place))),
        { a: 2 },
      ),
    ).toBe(3)
    expect(
      tried(
        thousand((place) => all(rule('a', '<', place))),
        { a: 997.5 },
      ),
    ).toBe(2)
    expect(
      tried(
        thousand((place) => all(rule('a', '=', `v${place}`))),
        { a: 'v7' },
      ),
    ).toBe(1)
    expect(
      tried(
        thousand((place) => all(rule('a', 'between', [place, place + 1]))),
        { a: 500.5 },
      ),
    ).toBe(1)
    // The same value in all of them, and the bounds within.
    expect(
      tried(
        thousand((place) => all(rule('b', '=', 'x'), rule('a', '>=', place))),
        { a: 2, b: 'x' },
      ),
    ).toBe(3)
    expect(
      tried(
        thousand((place) => all(rule('b', '=', 'x'), rule('a', '=', place))),
        { a: 2000, b: 'x' },
      ),
    ).toBe(0)
    const either = (place: number): ConditionGroup => ({ combinator: 'or', rules: [rule('a', '=', place), rule('a', '=', -place)] })
    expect(tried(thousand(either), { a: -7 })).toBe(1)
  })
})
