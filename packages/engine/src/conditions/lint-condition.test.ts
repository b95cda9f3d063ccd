import { type ConditionGroup, type ConditionRule, isConditionGroup, type JsonObject, type JsonValue } from '@hookline/schema'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { catalog, scopeOf } from '../testing/case-tables.fixture.ts'
import { someGroup, someState } from '../testing/conditions.fixture.ts'
import { compileCondition } from './compile-condition.ts'
import { jsonTypeOf } from './json-type.ts'
import { findOperator } from './operators.ts'

/** Nothing is known of any field. */
const knowledge = { catalog: { eventTypes: {} }, eventTypes: ['anything'] }
const lint = (group: ConditionGroup) => {
  const { diagnostics } = compileCondition(group, { knowledge })
  return diagnostics.filter(({ code }) => code === 'condition.never-true' || code === 'condition.always-true')
}
const rule = (operator: string, value?: JsonValue, field = 'state.a'): ConditionRule => ({
  ...{ field, operator },
  ...(value !== undefined && { value }),
})
const all = (...rules: ConditionGroup['rules']): ConditionGroup => ({ combinator: 'and', rules })
const any = (...rules: ConditionGroup['rules']): ConditionGroup => ({ combinator: 'or', rules })
const codes = (group: ConditionGroup) => lint(group).map(({ code }) => code)

function rulesOf(group: ConditionGroup): ConditionRule[] {
  return group.rules.flatMap((one) => (isConditionGroup(one) ? rulesOf(one) : [one]))
}

/** Whether the fields of all comparisons are there and of types that these compare, as lintCondition promises it. */
function isTyped(group: ConditionGroup, state: JsonObject): boolean {
  const rules = rulesOf(group)
  return rules.every(({ field, operator, value, valueSource }) => {
    const type = jsonTypeOf(state[field.replace('state.', '')])
    const asked = rules.some((other) => other.field === field && findOperator(other.operator)?.needs === null)
    if (type === 'missing') return asked
    return valueSource === 'field' || findOperator(operator)?.operandTypes(value).includes(type) === true
  })
}

describe('what lint says of a group', () => {
  it('is never wrong: what is never true is false for every scope', () => {
    fc.assert(
      fc.property(someGroup, fc.array(someState, { minLength: 40, maxLength: 40 }), (group, states) => {
        const compiled = compileCondition(group)
        if (!compiled.ok || !lint(group).some(({ code, path }) => code === 'condition.never-true' && path === 'condition')) return
        for (const state of states) expect(compiled.test(scopeOf({}, state)), JSON.stringify(state)).toBe(false)
      }),
      { numRuns: 2000 },
    )
  })

  it('is never wrong: what is always true is true for every scope whose fields are there and of the types compared', () => {
    fc.assert(
      fc.property(someGroup, fc.array(someState, { minLength: 40, maxLength: 40 }), (group, states) => {
        const compiled = compileCondition(group)
        if (!compiled.ok || !lint(group).some(({ code, path }) => code === 'condition.always-true' && path === 'condition')) return
        for (const state of states.filter((one) => isTyped(group, one)))
          expect(compiled.test(scopeOf({}, state)), JSON.stringify(state)).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })

  it('is said at all: of a good part of random groups', () => {
    const found = fc.sample(someGroup, { numRuns: 2000, seed: 7 }).flatMap(codes)
    expect(found.filter((code) => code === 'condition.never-true').length).toBeGreaterThan(100)
    expect(found.filter((code) => code === 'condition.always-true').length).toBeGreaterThan(30)
  })

  it('names contradictions of intervals, equalities and sets of one field', () => {
    const contradictions = [
      [rule('>', 5), rule('<', 3)],
      [rule('>', 5), rule('<=', 5)],
      [rule('=', 5), rule('=', 6)],
      [rule('=', 'x'), rule('!=', 'x')],
      [rule('=', 5), rule('=', '5')],
      [rule('in', ['a', 'b']), rule('in', ['c'])],
      [rule('in', ['a', 'b']), rule('notIn', ['b', 'a'])],
      [rule('between', [1, 3]), rule('between', [4, 9])],
      [rule('null'), rule('=', 5)],
      [rule('null'), rule('notNull')],
      [rule('=', true), rule('=', false)],
      [rule('beginsWith', 'ab'), rule('beginsWith', 'b')],
      [rule('beginsWith', 'ab'), rule('=', 'a')],
      [rule('before', '2026-11-01'), rule('after', '2026-11-02')],
      [rule('inLast', { amount: 1, unit: 'days' }), rule('notInLast', { amount: 1, unit: 'weeks' })],
      [rule('containsAll', ['a', 'b']), rule('containsNone', ['b'])],
      [rule('containsAny', ['a']), rule('=', 'a')],
    ]
    for (const pair of contradictions) expect(codes(all(...pair)), JSON.stringify(pair)).toEqual(['condition.never-true'])
  })

  it('names no contradiction where a value fulfils all', () => {
    const possible = [
      [rule('>=', 5), rule('<=', 5)],
      [rule('>', 5), rule('<', 3, 'state.b')],
      [rule('!=', 5), rule('!=', 6)],
      [rule('in', ['a', 'b']), rule('notIn', ['b'])],
      [rule('inLast', { amount: 1, unit: 'days' }), rule('inNext', { amount: 1, unit: 'days' })],
      [rule('contains', 'a'), rule('doesNotContain', 'b')],
      [{ ...rule('=', 'A'), ignoreCase: true }, rule('=', 'a')],
      [{ ...rule('null', 'A'), ignoreCase: true }],
      [rule('>', 'state.b'), rule('<', 3)].map((one, index) => (index === 0 ? { ...one, valueSource: 'field' as const } : one)),
    ]
    for (const pair of possible) expect(codes(all(...pair)), JSON.stringify(pair)).toEqual([])
    expect(codes(any(rule('>', 5), rule('<', 3)))).toEqual([])
  })

  it('names what leaves no value out', () => {
    expect(codes(any(rule('<', 5), rule('>=', 3)))).toEqual(['condition.always-true'])
    expect(codes(any(rule('=', 5), rule('!=', 5)))).toEqual(['condition.always-true'])
    expect(codes(any(rule('null'), rule('notNull')))).toEqual(['condition.always-true'])
    expect(codes(all(rule('in', [true, false])))).toEqual(['condition.always-true'])
    expect(codes({ ...all(rule('>', 5), rule('<', 3)), not: true })).toEqual(['condition.always-true'])
    // Missing values are asked for here, and left out.
    expect(codes(any(rule('notNull'), rule('>', 5)))).toEqual([])
    expect(codes(any(rule('=', 5), rule('!=', 'x')))).toEqual([])
  })

  it('looks through groups, and names the innermost alone', () => {
    const found = lint(any(rule('=', 1, 'state.b'), all(rule('>', 5), all(rule('<', 3)))))
    expect(found).toMatchObject([{ code: 'condition.never-true', path: 'condition.rules.1' }])
    expect(codes(all(rule('>', 5), any(rule('<', 3), rule('=', 4))))).toEqual(['condition.never-true'])
    expect(codes(all(rule('>', 5), { ...all(rule('>', 3)), not: true }))).toEqual(['condition.never-true'])
  })

  it('says which two comparisons it is about, and what mends it', () => {
    expect(lint(all(rule('>', 5), rule('=', 1, 'state.b'), rule('<', 3)))).toEqual([
      {
        ...{ severity: 'warning', code: 'condition.never-true', path: 'condition' },
        message: 'state.a is more than 5 and state.a is less than 3 contradict each other, so this is never true.',
        fix: 'Change one of them, or ask for any of them instead of all.',
      },
    ])
    expect(lint(any(rule('<', 5), rule('>=', 3)))[0]?.message).toBe(
      'state.a is less than 5 or state.a is at least 3 leave no value out, so this is always true where its fields are known.',
    )
  })

  it('leaves out comparisons that have a warning of their own', () => {
    const group = all({ field: 'event.level', operator: 'between', value: [9, 5] })
    const { diagnostics } = compileCondition(group, { knowledge: { catalog, eventTypes: ['level_completed'] } })
    expect(diagnostics.map(({ code }) => code)).toEqual(['condition.range-reversed'])
  })
})
