import type { ConditionGroup, JsonValue } from '@hookline/schema'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addTo, type BehaviourCounter, countWithin, emptyCounter } from '../behaviour/counter.ts'
import { countedBy, countersOf } from '../behaviour/counters.ts'
import { compile } from '../compile/compile.ts'
import { decide } from '../run/decide.ts'
import { buildIndex } from '../run/match-index.ts'
import { simulate } from '../run/simulate.ts'
import { anEvent, aSource, catalog, checkRequest, now, scopeOf } from '../testing/case-tables.fixture.ts'
import { condition, edge, trigger, webhook } from '../testing/graphs.fixture.ts'
import { compileCondition } from './compile-condition.ts'
import { describeCondition } from './describe-condition.ts'
import { explainCondition } from './explain-condition.ts'

const asks = (operator: string, value: JsonValue): ConditionGroup => ({
  combinator: 'and',
  rules: [{ field: 'behaviour', operator, value }],
})
const level = { combinator: 'and', rules: [{ field: 'event.level', operator: '>=', value: 5 }] }
const days = (amount: number) => ({ amount, unit: 'days' })
const full = { eventType: 'level_completed', atLeast: 3, within: days(7), where: level }
/** Nothing but counts of `done`, whatever the counter and span. */
const having = (done: number) => ({ ...scopeOf({ data: { level: 7 } }), behaviour: () => done })
const holds = (group: ConditionGroup, done: number) => {
  const compiled = compileCondition(group)
  return compiled.ok && compiled.test(having(done))
}
const definitionOf = (...groups: ConditionGroup[]) => {
  const [first, ...rest] = groups
  const nodes = [trigger({ condition: first }), ...rest.map((group, place) => condition(`c${place}`, group)), webhook()]
  const ids = ['t', ...rest.map((_, place) => `c${place}`), 'w']
  const edges = ids.slice(1).map((to, place) => edge(ids[place] ?? '', to, place === 0 ? undefined : 'yes'))
  const { definition, diagnostics } = compile({ nodes, edges }, { kind: 'journey', catalog, checkRequest })
  if (!definition) throw new Error(JSON.stringify(diagnostics))
  return definition
}

describe('behaviour in a sentence', () => {
  it('says what was done, how often, since when and where', () => {
    const sentences: [string, JsonValue, string][] = [
      ['hasDone', full, 'has done level_completed at least 3 times in the last 7 days where level is at least 5'],
      ['hasDone', { eventType: 'user_login' }, 'has done user_login'],
      ['hasNotDone', { eventType: 'user_login', within: { amount: 1, unit: 'hours' } }, 'has not done user_login in the last 1 hour'],
      ['hasNotDone', { eventType: 'user_login', atLeast: 2 }, 'has done user_login fewer than 2 times'],
      ['firstTime', { eventType: 'level_completed', within: null }, 'does level_completed for the first time'],
    ]
    for (const [operator, value, sentence] of sentences) expect(describeCondition(asks(operator, value))).toBe(sentence)
  })
})

describe('behaviour', () => {
  it('is judged by the number of times', () => {
    expect([2, 3, 4].map((done) => holds(asks('hasDone', full), done))).toEqual([false, true, true])
    expect([2, 3, 4].map((done) => holds(asks('hasNotDone', full), done))).toEqual([true, false, false])
    expect([0, 1].map((done) => holds(asks('hasDone', { eventType: 'x' }), done))).toEqual([false, true])
  })

  it('is the first time for the event itself alone, of its type and as it is asked', () => {
    const first = (value: JsonValue) => asks('firstTime', value)
    expect([0, 1, 2].map((done) => holds(first({ eventType: 'level_completed' }), done))).toEqual([false, true, false])
    expect(holds(first({ eventType: 'user_login' }), 1)).toBe(false)
    const high = { combinator: 'and', rules: [{ field: 'event.level', operator: '>=', value: 9 }] }
    expect(holds(first({ eventType: 'level_completed', where: high }), 1)).toBe(false)
  })

  it('is false where nothing is counted, and says so', () => {
    for (const operator of ['hasDone', 'hasNotDone', 'firstTime']) {
      const explained = explainCondition(asks(operator, { eventType: 'level_completed' }), scopeOf())
      expect(explained).toMatchObject({ result: false, text: expect.stringMatching(/ is false: nothing is counted here$/) })
    }
  })

  it('is explained with the number of times that was met', () => {
    const text = (operator: string, done: number) => explainCondition(asks(operator, { eventType: 'level_completed' }), having(done)).text
    expect(text('hasDone', 2)).toBe('has done level_completed is true: done 2 times')
    expect(text('firstTime', 1)).toBe('does level_completed for the first time is true: done once')
    const login = explainCondition(asks('firstTime', { eventType: 'user_login' }), having(1)).text
    expect(login).toBe('does user_login for the first time is false: this is level_completed')
  })

  it('asks the counter for the span in milliseconds, null for ever', () => {
    const asked: unknown[] = []
    const behaviour = (...args: unknown[]) => asked.push(args)
    for (const within of [days(7), { amount: 2, unit: 'hours' }, null]) {
      const compiled = compileCondition(asks('hasDone', { eventType: 'x', within }))
      if (compiled.ok) compiled.test({ ...scopeOf(), behaviour })
    }
    const hourMs = 3_600_000
    expect(asked).toEqual([
      ['x', 7 * 24 * hourMs],
      ['x', 2 * hourMs],
      ['x', null],
    ])
  })

  it('is refused where it is not said in full, or asks more than the event', () => {
    const codes = (group: ConditionGroup) => compileCondition(group).diagnostics.map(({ code }) => code)
    const foreign = { combinator: 'and', rules: [{ field: 'state.level', operator: '>=', value: 5 }] }
    const nested = asks('hasDone', { eventType: 'x' }) as unknown as JsonValue
    for (const value of [{}, { eventType: '' }, { eventType: 'x', atLeast: 0 }, { eventType: 'x', within: days(366) }, 'x'])
      expect(codes(asks('hasDone', value))).toEqual(['condition.value-shape'])
    expect(codes(asks('firstTime', { eventType: 'x', atLeast: 2 }))).toEqual(['condition.value-shape'])
    expect(codes(asks('=', { eventType: 'x' }))).toEqual(['condition.unknown-operator'])
    expect(codes(asks('hasDone', { eventType: 'x', where: foreign }))).toEqual(['condition.behaviour-where'])
    expect(codes(asks('hasDone', { eventType: 'x', where: nested }))).toEqual(['condition.behaviour-where'])
    expect(codes(asks('hasDone', { eventType: 'x', where: 'level' }))).toEqual(['condition.invalid'])
    expect(codes({ combinator: 'and', rules: [{ field: 'event.x', operator: 'hasDone', value: {} }] })).toEqual([
      'condition.unknown-operator',
    ])
  })

  it('is judged by the fields of the type that it asks about', () => {
    const knowledge = { catalog, eventTypes: ['level_up'] }
    const warnings = (value: JsonValue) => compileCondition(asks('hasDone', value), { knowledge }).diagnostics
    expect(warnings(full)).toEqual([])
    expect(warnings({ ...full, eventType: 'level_complete' })).toMatchObject([
      { code: 'condition.unknown-event-type', fix: 'Did you mean "level_completed"?' },
    ])
    const where = { combinator: 'and', rules: [{ field: 'event.levl', operator: '>=', value: 5 }] }
    expect(warnings({ ...full, where })).toMatchObject([{ path: 'condition.rules.0.value.where.rules.0.field' }])
  })

  it('never throws, whatever is asked', () => {
    const value = fc.oneof(
      fc.jsonValue(),
      fc.record({ eventType: fc.constantFrom('x', ''), where: fc.jsonValue(), within: fc.jsonValue() }, { requiredKeys: [] }),
    ) as fc.Arbitrary<JsonValue>
    fc.assert(
      fc.property(fc.constantFrom('hasDone', 'hasNotDone', 'firstTime', '='), value, (operator, given) => {
        const group = asks(operator, given)
        describeCondition(group)
        const compiled = compileCondition(group)
        expect(explainCondition(group, having(1)).result).toBe(compiled.ok && compiled.test(having(1)))
      }),
      { numRuns: 1000 },
    )
  })
})

describe('the counters of a definition', () => {
  it('are each named once, with the same id for the same question', () => {
    const same = { rules: [{ value: 5, operator: '>=', field: 'event.level', id: 'r-1' }], not: false, combinator: 'and' }
    const definition = definitionOf(
      asks('hasDone', full),
      asks('hasNotDone', { eventType: 'level_completed', where: same }),
      asks('firstTime', { eventType: 'user_login', where: { combinator: 'or', rules: [] } }),
    )
    expect(countersOf(definition)).toEqual([
      { id: 'level_completed {"and":[["event.level",">=",5]]}', eventType: 'level_completed', where: expect.anything() },
      { id: 'user_login', eventType: 'user_login', where: null },
    ])
  })

  it('count the events of their type that their condition lets through', () => {
    const counters = countersOf(definitionOf(asks('hasDone', full), asks('hasDone', { eventType: 'level_completed' })))
    const ids = countedBy(counters)
    expect(ids(anEvent({ data: { level: 4 } }), now)).toEqual(['level_completed'])
    expect(ids(anEvent({ data: { level: 5 } }), now)).toEqual(['level_completed', 'level_completed {"and":[["event.level",">=",5]]}'])
    expect(ids(anEvent({ type: 'level_up' }), now)).toEqual([])
  })
})

it('a journey starts at the third time, in decide and in the dry run, when the counters are kept', () => {
  const definition = definitionOf(asks('hasDone', { eventType: 'level_completed', atLeast: 3, within: days(7) }))
  const index = buildIndex([aSource(definition)], () => null)
  const nowMs = Date.parse(now)
  let counter: BehaviourCounter = emptyCounter
  const started = [0, 1, 2].map((place) => {
    counter = addTo(counter, nowMs, 1)
    const behaviour = (_id: string, withinMs: number | null) => countWithin(counter, nowMs, withinMs)
    const event = anEvent({ id: `evt-${place}` })
    const { outcomes } = decide(index, { events: [event], states: new Map(), campaigns: new Map(), now, behaviour: () => behaviour })
    const input = { event, state: {}, campaign: null, now, behaviour, render: () => ({ ok: true as const, requests: [] }) }
    expect(simulate(definition, input).matched).toBe(outcomes[0]?.matches.length === 1)
    return outcomes[0]?.matches.length
  })
  expect(started).toEqual([0, 0, 1])
})
