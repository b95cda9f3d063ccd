import { conditionRulesMax } from '@hookline/schema'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compileCondition } from './compile-condition.ts'
import { describeCondition } from './describe-condition.ts'

const leaf = { field: 'event.level', operator: '>=', value: 5 }

function nested(depth: number): unknown {
  let group: unknown = leaf
  for (let level = 0; level < depth; level++) group = { combinator: 'and', rules: [group] }
  return group
}

const codesOf = (group: unknown) => compileCondition(group).diagnostics.map(({ code }) => code)

describe('the form of a condition', () => {
  it('refuses ten thousand groups in groups with a diagnostic and no stack overflow', () => {
    expect(codesOf(nested(10_000))).toEqual(['condition.too-deep'])
  })

  it('describes ten thousand groups in groups without a stack overflow', () => {
    expect(describeCondition(nested(10_000) as Parameters<typeof describeCondition>[0])).toContain('…')
  })

  it('describes a comparison that is only half made without a word of what is compared with', () => {
    const rules = [{ field: 'event.amount', operator: '>=' as const }]
    expect(describeCondition({ combinator: 'and', rules })).toBe('amount is at least …')
  })

  it('takes as many comparisons as there may be, and refuses one more, in one group or in many', () => {
    const many = (count: number) => Array.from({ length: count }, () => leaf)
    expect(compileCondition({ combinator: 'and', rules: many(conditionRulesMax) }).ok).toBe(true)
    expect(codesOf({ combinator: 'and', rules: many(conditionRulesMax + 1) })).toEqual(['condition.too-many-rules'])
    expect(codesOf({ combinator: 'and', rules: many(1_000_000) })).toEqual(['condition.too-many-rules'])
    const half = { combinator: 'or', rules: many(conditionRulesMax / 2) }
    expect(codesOf({ combinator: 'and', rules: [half, half] })).toEqual(['condition.too-many-rules'])
  })

  it('names the place of what has no form', () => {
    const rules = [
      { combinator: 'and', rules: [leaf, null] },
      { field: 5, operator: '=' },
      { ...leaf, operator: 5 },
      { ...leaf, id: 5 },
    ]
    const found = compileCondition({ combinator: 'and', rules }).diagnostics
    expect(found.map(({ path }) => path)).toEqual([
      'condition.rules.0.rules.1',
      'condition.rules.1',
      'condition.rules.2',
      'condition.rules.3',
    ])
    expect(codesOf({ combinator: 'and', rules: {} })).toEqual(['condition.invalid'])
    expect(codesOf({ combinator: 'and', not: 'yes', rules: [] })).toEqual(['condition.invalid'])
    expect(codesOf([])).toEqual(['condition.invalid'])
  })

  it('never throws, whatever comes', () => {
    const tree = fc.letrec((tie) => ({
      rule: fc.record({ field: fc.jsonValue(), operator: fc.jsonValue(), value: fc.jsonValue() }, { requiredKeys: [] }),
      group: fc.record(
        { combinator: fc.constantFrom('and', 'or', 'xor'), not: fc.jsonValue(), rules: fc.array(tie('any'), { maxLength: 3 }) },
        { requiredKeys: ['rules'] },
      ),
      any: fc.oneof({ maxDepth: 4 }, fc.jsonValue(), tie('rule'), tie('group')),
    }))
    fc.assert(
      fc.property(tree.any, (value) => {
        compileCondition(value)
      }),
      { numRuns: 500 },
    )
  })
})

describe('describeCondition', () => {
  it('says in one sentence what is asked', () => {
    const country = { field: 'state.country', operator: 'in', value: ['DE', 'AT'] }
    expect(describeCondition({ combinator: 'and', rules: [leaf, { ...country, field: 'event.country' }] })).toBe(
      'level is at least 5 and country is one of DE, AT',
    )
    expect(describeCondition({ combinator: 'or', rules: [leaf, { combinator: 'and', not: true, rules: [country] }] })).toBe(
      'level is at least 5 or not (state.country is one of DE, AT)',
    )
    expect(describeCondition({ combinator: 'and', rules: [leaf, { combinator: 'or', rules: [leaf, country] }] })).toBe(
      'level is at least 5 and (level is at least 5 or state.country is one of DE, AT)',
    )
    expect(describeCondition({ combinator: 'and', rules: [{ field: 'event.level', operator: 'between', value: [1, 5] }] })).toBe(
      'level is between 1 and 5',
    )
    expect(describeCondition({ combinator: 'and', rules: [{ field: 'event.level', operator: 'null' }] })).toBe('level is missing')
    expect(describeCondition({ combinator: 'and', rules: [] })).toBe('always')
  })

  it('sets text in quotes where it could be taken for something else', () => {
    const is = (value: string) => describeCondition({ combinator: 'and', rules: [{ field: 'event.a', operator: '=', value }] })
    expect([is('DE'), is('5'), is('true'), is(''), is('two words')]).toEqual([
      'a is DE',
      'a is "5"',
      'a is "true"',
      'a is ""',
      'a is "two words"',
    ])
  })
})
