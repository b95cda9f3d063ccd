import { type ConditionGroup, conditionDays, conditionOperators, conditionSpanUnits, type JsonValue } from '@hookline/schema'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { conditionCases, groupOf, scopeOf } from '../testing/case-tables.fixture.ts'
import { compileCondition } from './compile-condition.ts'
import { explainCondition } from './explain-condition.ts'
import { operatorTraits } from './operators.ts'

describe('the table of conditions', () => {
  const decided = conditionCases.filter(({ diagnostics }) => diagnostics === undefined)
  it.each(decided.map((line) => [line.name, line] as const))('%s', (_name, line) => {
    const group = groupOf(line)
    const scope = scopeOf(line.event, line.state)
    const compiled = compileCondition(group)
    expect(compiled.ok && compiled.test(scope)).toBe(line.result)
    const explained = explainCondition(group, scope)
    expect(explained.result).toBe(line.result)
    if (line.text !== undefined) expect(explained.text).toBe(line.text)
  })

  const refused = conditionCases.filter(({ diagnostics }) => diagnostics !== undefined)
  it.each(refused.map((line) => [line.name, line] as const))('%s', (_name, line) => {
    const compiled = compileCondition(groupOf(line))
    expect(compiled.ok).toBe(false)
    expect(compiled.diagnostics.map(({ code }) => code)).toEqual(line.diagnostics)
  })

  it('covers each operator, with a missing, a null and a mistyped operand where it takes a value', () => {
    for (const operator of conditionOperators) {
      const lines = decided.filter(({ rule }) => rule?.operator === operator)
      expect(
        lines.some(({ result }) => result === true),
        `${operator} true`,
      ).toBe(true)
      expect(
        lines.some(({ result }) => result === false),
        `${operator} false`,
      ).toBe(true)
      expect(
        lines.some(({ name }) => name.includes('missing') || name.includes('null')),
        `${operator} missing`,
      ).toBe(true)
    }
    expect(conditionCases.length).toBeGreaterThan(120)
  })
})

const scalar = fc.oneof(fc.string(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean())
const date = fc
  .date({ min: new Date('2026-10-01'), max: new Date('2026-12-31'), noInvalidDate: true })
  .chain((day) => fc.constantFrom(day.toISOString(), day.toISOString().slice(0, 10)))
const span = fc.record({ amount: fc.integer({ min: 0, max: 90 }), unit: fc.constantFrom(...conditionSpanUnits) })
const days = fc.record({ days: fc.subarray([...conditionDays]), timeZone: fc.constantFrom('UTC', 'Asia/Tokyo', 'Nowhere') })
const anyValue = fc.oneof(...[scalar, fc.array(scalar, { maxLength: 3 }), fc.jsonValue(), date, span, days]) as fc.Arbitrary<JsonValue>
const operator = fc.constantFrom(...conditionOperators)
/** A text in lower case, and a list with its texts so. */
const lower = (value: JsonValue): JsonValue =>
  Array.isArray(value)
    ? value.map((element) => (typeof element === 'string' ? element.toLowerCase() : element))
    : typeof value === 'string'
      ? value.toLowerCase()
      : value
const oneRule = (operator: string, value: JsonValue, not = false): ConditionGroup => ({
  combinator: 'and',
  not,
  rules: [{ field: 'event.x', operator, value }],
})

describe('strictness', () => {
  it('never throws, whatever value meets whatever value', () => {
    fc.assert(
      fc.property(operator, anyValue, anyValue, (name, value, actual) => {
        const group = oneRule(name, value)
        const scope = scopeOf({ data: { x: actual } })
        const compiled = compileCondition(group)
        const explained = explainCondition(group, scope)
        expect(explained.result).toBe(compiled.ok && compiled.test(scope))
      }),
      { numRuns: 2000 },
    )
  })

  it('is false for a missing and for a null operand, for every operator but null', () => {
    fc.assert(
      fc.property(operator, anyValue, (name, value) => {
        const compiled = compileCondition(oneRule(name, value))
        if (!compiled.ok) return
        for (const data of [{}, { x: null }]) expect(compiled.test(scopeOf({ data }))).toBe(name === 'null')
      }),
    )
  })

  it('is true for a value or for none of an operator and its opposite, never for both', () => {
    const pairs = [
      ['=', '!='],
      ['<', '>='],
      ['>', '<='],
      ['contains', 'doesNotContain'],
      ['beginsWith', 'doesNotBeginWith'],
      ['endsWith', 'doesNotEndWith'],
      ['in', 'notIn'],
      ['between', 'notBetween'],
      ['null', 'notNull'],
      ['before', 'after'],
      ['inLast', 'notInLast'],
      ['containsAny', 'containsNone'],
    ] as const
    fc.assert(
      fc.property(fc.constantFrom(...pairs), anyValue, anyValue, ([name, opposite], value, actual) => {
        const [left, right] = [compileCondition(oneRule(name, value)), compileCondition(oneRule(opposite, value))]
        expect(left.ok).toBe(right.ok)
        if (!left.ok || !right.ok) return
        const scope = scopeOf({ data: { x: actual } })
        expect(left.test(scope) && right.test(scope)).toBe(false)
      }),
      { numRuns: 1000 },
    )
  })

  it('negates every result by not', () => {
    fc.assert(
      fc.property(operator, anyValue, fc.option(anyValue, { nil: undefined }), (name, value, actual) => {
        const [plain, negated] = [compileCondition(oneRule(name, value)), compileCondition(oneRule(name, value, true))]
        if (!plain.ok || !negated.ok) return
        const scope = scopeOf({ data: actual === undefined ? {} : { x: actual } })
        expect(negated.test(scope)).toBe(!plain.test(scope))
      }),
      { numRuns: 1000 },
    )
  })

  it('compares with another field as with its present value', () => {
    const folds = fc.boolean()
    fc.assert(
      fc.property(operator, anyValue, anyValue, folds, (name, other, actual, ignoreCase) => {
        const rule = { field: 'event.x', operator: name, ignoreCase }
        const withField = compileCondition({ combinator: 'and', rules: [{ ...rule, value: 'state.y', valueSource: 'field' }] })
        if (!withField.ok) return
        const withValue = compileCondition({ combinator: 'and', rules: [{ ...rule, value: other }] })
        const scope = scopeOf({ data: { x: actual } }, { y: other })
        expect(withField.test(scope)).toBe(withValue.ok && withValue.test(scope))
      }),
      { numRuns: 2000 },
    )
  })

  it('ignores case of every text, and of nothing else', () => {
    fc.assert(
      fc.property(operator, anyValue, anyValue, (name, value, actual) => {
        const rule = { field: 'event.x', operator: name, value, ignoreCase: true }
        const folded = { ...rule, value: lower(value), ignoreCase: false }
        const [ignoring, minding] = [rule, folded].map((one) => compileCondition({ combinator: 'and', rules: [one] }))
        if (!ignoring?.ok || !minding?.ok || !operatorTraits(name)?.foldsCase) return
        expect(ignoring.test(scopeOf({ data: { x: actual } }))).toBe(minding.test(scopeOf({ data: { x: lower(actual) } })))
      }),
      { numRuns: 1000 },
    )
  })

  it('takes 0 and -0 for one number', () => {
    const compiled = compileCondition(oneRule('=', 0))
    expect(compiled.ok && compiled.test(scopeOf({ data: { x: -0 } }))).toBe(true)
  })

  it('compares lone surrogates and NUL as they are', () => {
    const compiled = compileCondition(oneRule('contains', '\ud83d'))
    expect(compiled.ok && compiled.test(scopeOf({ data: { x: 'a\u0000\ud83d' } }))).toBe(true)
    expect(compiled.ok && compiled.test(scopeOf({ data: { x: 'a\u0000' } }))).toBe(false)
  })

  it('reads no value from a prototype', () => {
    const compiled = compileCondition({ combinator: 'and', rules: [{ field: 'event.x', operator: 'notNull' }] })
    expect(compiled.ok && compiled.test(scopeOf({ data: Object.create({ x: 5 }) }))).toBe(false)
  })
})

describe('explainCondition', () => {
  it('gives each comparison in its order with the value it met', () => {
    const group: ConditionGroup = {
      combinator: 'or',
      rules: [
        { field: 'event.level', operator: '>=', value: 5 },
        { combinator: 'and', rules: [{ field: 'state.country', operator: 'in', value: ['DE'] }] },
      ],
    }
    expect(explainCondition(group, scopeOf({ data: { level: 7 } })).parts).toEqual([
      { field: 'event.level', operator: '>=', value: 5, actual: 7, result: true, text: 'level ≥ 5 is true: level is 7' },
      {
        ...{ field: 'state.country', operator: 'in', value: ['DE'], actual: undefined, result: false },
        text: 'state.country is one of "DE" is false: state.country is missing',
      },
    ])
  })

  it('shortens long texts, long lists and many reasons, and cuts no surrogate pair', () => {
    const long = explainCondition(oneRule('=', `${'a'.repeat(59)}🎉b`), scopeOf())
    expect(long.text).toBe(`x = "${'a'.repeat(59)}…" is false: x is missing`)
    const list = explainCondition(oneRule('in', [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]), scopeOf())
    expect(list.text).toBe('x is one of 1, 2, 3, 4, 5, 6, 7, 8 and 2 more is false: x is missing')
    const rules = Array.from({ length: 12 }, () => ({ field: 'event.x', operator: 'notNull' }))
    expect(explainCondition({ combinator: 'or', rules }, scopeOf()).text).toMatch(/; 2 more$/)
  })

  it('says what is wrong with a condition that has errors, and is false', () => {
    const explained = explainCondition(oneRule('~', 5), scopeOf())
    expect(explained).toEqual({ result: false, parts: [], text: 'There is no operator "~".' })
  })
})
