import type { Diagnostic, JsonValue } from '@hookline/schema'
import { describe, expect, it } from 'vitest'
import { conditionSentence } from './condition-sentence.ts'
import { convert, fieldKind, membersOf, memberText, numberOf } from './condition-value.ts'
import { byPlace, partOf, placeOf } from './place-diagnostics.ts'

describe('a typed value', () => {
  it('is a number only where the whole text is one', () => {
    expect(['5', ' -1.50 ', '1e3', '.5', '+2'].map(numberOf)).toEqual([5, -1.5, 1000, 0.5, 2])
    expect(['', '-', '1,5', '0x10', 'Infinity', '1e999', '5 €', 'NaN'].map(numberOf)).toEqual(Array(8).fill(null))
  })

  it('becomes another kind where it can be one', () => {
    expect(convert('5', 'number')).toBe(5)
    expect(convert(5, 'text')).toBe('5')
    expect(convert('true', 'boolean')).toBe(true)
    expect([convert('five', 'number'), convert('yes', 'boolean'), convert([1], 'text'), convert(true, 'number')]).toEqual(
      Array(4).fill(undefined),
    )
  })

  it('has the kind of its field', () => {
    expect(fieldKind({ path: 'a', name: 'a', type: 'list', sample: [1, 2] })).toBe('number')
    expect(fieldKind({ path: 'a', name: 'a', type: 'unknown', options: [true] })).toBe('boolean')
    expect(fieldKind({ path: 'a', name: 'a', type: 'unknown' })).toBeNull()
  })
})

describe('the members of a list', () => {
  const members: JsonValue[] = [5, '5', true, 'a', null]

  it('stay what they were while others are edited', () => {
    for (const kind of ['text', 'number', 'boolean'] as const) {
      const texts = members.map((member) => memberText(member, kind))
      expect(membersOf(texts, members, kind)).toEqual(members)
      expect(membersOf(texts.slice(1), members, kind)).toEqual(members.slice(1))
    }
  })

  it('take the kind of the list when they are typed', () => {
    expect(membersOf(['5', ' b '], [], 'text')).toEqual(['5', 'b'])
    expect(membersOf(['5', 'b', ''], [], 'number')).toEqual([5])
  })
})

describe('the sentence', () => {
  it('leaves out what is only half typed and counts it', () => {
    const level = { field: 'event.level', operator: '>=', value: 5 }
    const rules = [level, { field: '', operator: '=' }, { combinator: 'or' as const, rules: [{ field: 'event.a', operator: '=' }] }]
    expect(conditionSentence({ combinator: 'and', rules })).toEqual({ text: 'level is at least 5', unfinished: 2 })
    expect(conditionSentence({ combinator: 'and', rules: [{ field: '', operator: '=' }] })).toEqual({ text: '', unfinished: 1 })
    expect(conditionSentence({ combinator: 'and', rules: [{ ...level, operator: 'between', value: [1, null] }] }).unfinished).toBe(1)
    expect(conditionSentence({ combinator: 'or', rules: [level, { field: 'state.a', operator: 'null' }] }).text).toBe(
      'level is at least 5 or state.a is missing',
    )
  })
})

describe('diagnostics', () => {
  const at = (path: string): Diagnostic => ({ severity: 'error', code: path, message: path, path })
  const all = [
    'condition',
    'condition.rules.1',
    'condition.rules.1.value',
    'condition.rules.1.rules.0.field',
    'condition.rules.10.value',
    'eventType',
  ].map(at)

  it('stand at the rule or group that they name, and at no other', () => {
    const codes = (path: number[]) =>
      byPlace(all)
        .get(placeOf(path))
        ?.map(({ code }) => code)
    expect(codes([])).toEqual(['condition'])
    expect(codes([1])).toEqual(['condition.rules.1', 'condition.rules.1.value'])
    expect(codes([1, 0])).toEqual(['condition.rules.1.rules.0.field'])
    expect(codes([10])).toEqual(['condition.rules.10.value'])
  })

  it('name the part of the rule', () => {
    expect(partOf(at('condition.rules.1.value.0'))).toBe('value')
    expect(partOf(at('condition.rules.1'))).toBeNull()
  })
})
