import { compileCondition } from '@hookline/engine'
import { behaviourField, behaviourOperators, type Catalog, type JsonValue } from '@hookline/schema'
import { describe, expect, it } from 'vitest'
import { behaviourOf, countedFields, doneField, draftOf } from './behaviour-field.ts'
import { conditionSentence } from './condition-sentence.ts'
import { operatorsFor, operatorWords } from './field-operators.ts'
import { comparisonOf, withField, withOperator } from './fit-rule.ts'

const done = (value: JsonValue | undefined, operator = 'hasDone') => ({ field: behaviourField, operator, value })

describe('what the user has done', () => {
  it('has operators and words of its own', () => {
    expect(operatorsFor(doneField)).toEqual(behaviourOperators)
    expect(behaviourOperators.map(operatorWords)).toEqual(['has done', 'has not done', 'does for the first time'])
  })

  it('shares neither operator nor value with the comparison of a path', () => {
    const level = { field: 'event.level', operator: '>=', value: 5 as JsonValue }
    expect(withField(level, behaviourField, doneField)).toEqual(done(undefined))
    expect(withField(done({ eventType: 'x' }), 'event.new', undefined)).toEqual({ field: 'event.new', operator: '=', value: undefined })
    expect(comparisonOf(doneField)).toEqual(done(undefined))
  })

  it('keeps its event, span and condition under another operator, and is always taken by the engine', () => {
    const value = behaviourOf({ eventType: 'x', atLeast: 3, within: { amount: 7, unit: 'days' } })
    const first = withOperator(done(value), 'firstTime')
    expect(first.value).toEqual({ eventType: 'x', within: { amount: 7, unit: 'days' } })
    for (const operator of behaviourOperators) {
      const rule = withOperator(done(value), operator)
      expect(compileCondition({ combinator: 'and', rules: [rule] }).ok, operator).toBe(true)
    }
  })

  it('is no value without an event, and not finished so', () => {
    expect(behaviourOf({ atLeast: 3 })).toBeUndefined()
    expect(draftOf(['x'])).toEqual({})
    expect(conditionSentence({ combinator: 'and', rules: [done(undefined)] } as never)).toEqual({ text: '', unfinished: 1 })
  })

  it('asks the fields of its own events alone', () => {
    const catalog: Catalog = { eventTypes: { login: { schema: { properties: { device: { type: 'string' } } } } }, state: {} }
    expect(countedFields(catalog, 'login').map(({ path, children }) => [path, children?.map((child) => child.path)])).toEqual([
      ['event', ['event.device']],
    ])
  })
})
