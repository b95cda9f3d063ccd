import { compileCondition } from '@hookline/engine'
import { conditionOperators, type JsonValue } from '@hookline/schema'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Field } from '../fields/field.ts'
import { firstOperator, operandOf, operatorsFor, operatorWords } from './field-operators.ts'
import { comparisonOf, withField, withIgnoreCase, withOperator, withSource } from './fit-rule.ts'

const number: Field = { path: 'event.level', name: 'level', type: 'number', sample: 5 }
const text: Field = { path: 'state.name', name: 'name', type: 'text', sample: 'Ann' }
const choice: Field = { path: 'event.kind', name: 'kind', type: 'text', options: ['gold', 'silver'] }
const yesNo: Field = { path: 'state.vip', name: 'vip', type: 'boolean', sample: true }
const list: Field = { path: 'state.tags', name: 'tags', type: 'list', sample: ['a'] }
const object: Field = { path: 'event.prize', name: 'prize', type: 'object' }
const unknown: Field = { path: 'event.any', name: 'any', type: 'unknown' }
const time: Field = { path: 'trigger.occurredAt', name: 'occurredAt', type: 'text', sample: '2026-11-21T10:00:00Z' }
const all = [number, text, choice, yesNo, list, object, unknown, time]

describe('the operators of a field', () => {
  it('have the words of the engine', () => {
    expect(conditionOperators.map(operatorWords)).toEqual([
      ...['is', 'is not', 'is less than', 'is at most', 'is more than', 'is at least', 'contains', 'begins with', 'ends with'],
      ...['does not contain', 'does not begin with', 'does not end with', 'is missing', 'is known', 'is one of', 'is none of'],
      ...['is between', 'is not between', 'is before', 'is after', 'is in the last', 'is not in the last', 'is in the next', 'is on'],
      ...['contains any of', 'contains all of', 'contains none of'],
    ])
    expect(operatorWords('like')).toBe('"like"')
    expect(operatorWords('toString')).toBe('"toString"')
  })

  it('are those that its type can fulfil', () => {
    expect(operatorsFor(number)).toContain('between')
    expect(operatorsFor(number)).not.toContain('contains')
    expect(operatorsFor(text)).not.toContain('>=')
    expect(operatorsFor(time)).toContain('before')
    expect(operatorsFor({ ...time, type: 'date' })).toEqual(operatorsFor(time))
    expect(operatorsFor(choice)).toEqual(['=', '!=', 'in', 'notIn', 'null', 'notNull'])
    expect(operatorsFor(yesNo)).toEqual(['=', '!=', 'null', 'notNull'])
    expect(operatorsFor(list)).toEqual(['contains', 'doesNotContain', 'containsAny', 'containsAll', 'containsNone', 'null', 'notNull'])
    expect([...operatorsFor(unknown)].sort()).toEqual([...conditionOperators].sort())
  })

  it('begin with the likeliest one', () => {
    expect([number, text, choice, yesNo, list, object, unknown, time].map(firstOperator)).toEqual([
      '>=',
      '=',
      '=',
      '=',
      'contains',
      'notNull',
      '=',
      'inLast',
    ])
    expect(comparisonOf(yesNo)).toEqual({ field: 'state.vip', operator: '=', value: true })
    expect(comparisonOf(undefined, 'event.new')).toEqual({ field: 'event.new', operator: '=', value: undefined })
  })
})

describe('another field', () => {
  it('keeps operator and value where they fit', () => {
    const before = { field: 'event.xp', operator: '<=', value: 9 as JsonValue }
    expect(withField(before, 'event.level', number)).toEqual({ field: 'event.level', operator: '<=', value: 9 })
    expect(withField({ ...before, operator: '=' }, 'event.free', undefined)).toEqual({ field: 'event.free', operator: '=', value: 9 })
    expect(withField({ field: 'state.name', operator: 'in', value: ['gold', 'tin'] }, 'event.kind', choice).value).toEqual(['gold'])
  })

  it('begins anew what does not fit', () => {
    const before = { field: 'event.level', operator: '>=', value: 5 as JsonValue }
    expect(withField(before, 'state.name', text)).toEqual({ field: 'state.name', operator: '=', value: undefined })
    expect(withField(before, 'state.vip', yesNo)).toEqual({ field: 'state.vip', operator: '=', value: true })
    expect(withField(before, 'event.prize', object)).toEqual({ field: 'event.prize', operator: 'notNull', value: undefined })
    expect(withField({ field: 'a', operator: 'between', value: [1, 'b'] }, 'event.level', number).value).toBeUndefined()
  })

  it('gives a comparison without a field the likeliest operator', () => {
    expect(withField(comparisonOf(undefined), 'event.level', number)).toEqual({ field: 'event.level', operator: '>=', value: undefined })
  })

  it('always leaves an operator that is offered, and a value that the engine takes or none', () => {
    const value = fc.oneof(fc.constant(undefined), fc.jsonValue({ maxDepth: 1 }) as fc.Arbitrary<JsonValue>)
    const operator = fc.constantFrom(...conditionOperators)
    fc.assert(
      fc.property(operator, value, fc.constantFrom(...all), (name, given, field) => {
        const rule = withField({ field: 'event.before', operator: name, value: given }, field.path, field)
        expect(operatorsFor(field)).toContain(rule.operator)
        if (
          rule.value === undefined ||
          compileCondition({ combinator: 'and', rules: [{ field: 'event.before', operator: name, value: given }] }).ok === false
        )
          return
        const codes = compileCondition({ combinator: 'and', rules: [rule] }).diagnostics.map(({ code }) => code)
        expect(codes.filter((code) => code !== 'condition.value-shape')).toEqual([])
      }),
    )
  })
})

describe('another operator', () => {
  it('carries the value over in the form that it needs', () => {
    const rule = { field: 'event.level', operator: '>=', value: 5 as JsonValue }
    expect(withOperator(rule, 'in').value).toEqual([5])
    expect(withOperator(rule, 'between').value).toEqual([5, null])
    expect(withOperator({ ...rule, operator: 'between', value: [1, 9] }, 'in').value).toEqual([1, 9])
    expect(withOperator({ ...rule, operator: 'in', value: [1, 2, 3] }, 'between').value).toEqual([1, 2])
    expect(withOperator({ ...rule, operator: 'in', value: [1, 2] }, '=').value).toBe(1)
    expect(withOperator(rule, 'null').value).toBeUndefined()
    expect(withOperator({ ...rule, operator: 'between', value: [null, 3] }, '=').value).toBe(3)
    expect(conditionOperators.map(operandOf).filter((operand) => operand === 'one')).toHaveLength(12)
  })

  it('begins a date with a value that it can use, and never with one of another form', () => {
    const rule = { field: 'trigger.occurredAt', operator: '=', value: '2026-11-21' as JsonValue }
    expect(withOperator(rule, 'before').value).toBe('2026-11-21')
    expect(withOperator(rule, 'inLast').value).toEqual({ amount: 7, unit: 'days' })
    expect(withOperator({ ...rule, operator: 'inLast', value: { amount: 2, unit: 'weeks' } }, 'inNext').value).toEqual({
      amount: 2,
      unit: 'weeks',
    })
    expect(withOperator({ ...rule, operator: 'inLast', value: { amount: 2, unit: 'weeks' } }, '=').value).toBeUndefined()
    expect(withOperator(rule, 'dayOfWeek').value).toBeUndefined()
  })
})

describe('another field to compare with', () => {
  const rule = { field: 'event.level', operator: '>=', value: 5 as JsonValue, ignoreCase: true }

  it('takes the place of the value, and gives it back empty', () => {
    const chosen = withSource(rule, true)
    expect(chosen).toEqual({ ...rule, value: undefined, valueSource: 'field' })
    expect(withSource({ ...chosen, value: 'event.xp' }, false)).toEqual({ ...rule, value: undefined })
  })

  it('stays where the operator compares fields, and goes where it does not', () => {
    const chosen = { ...withSource(rule, true), value: 'event.xp' }
    expect(withOperator(chosen, '=')).toEqual({ ...chosen, operator: '=' })
    expect(withOperator(chosen, 'between')).toEqual({ field: 'event.level', operator: 'between', value: undefined })
    expect(withField({ ...chosen, operator: '=' }, 'state.name', text)).toMatchObject({ value: 'event.xp', valueSource: 'field' })
  })

  it('keeps ignoring case where text is compared', () => {
    expect(withOperator(withIgnoreCase({ ...rule, operator: '=', value: 'a' }, true), 'contains').ignoreCase).toBe(true)
    expect(withIgnoreCase(rule, false)).not.toHaveProperty('ignoreCase')
  })
})
