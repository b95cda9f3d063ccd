import {
  type ConditionGroup,
  type ConditionRule,
  conditionGroupSchema,
  conditionOperators,
  isConditionGroup,
  type JsonValue,
} from '@hookline/schema'
import fc from 'fast-check'
import { add, remove, update } from 'react-querybuilder'
import { describe, expect, it } from 'vitest'
import { conditionOf, type GroupModel, modelOf, type RuleModel, replaceRule } from './condition-model.ts'

const json = fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<JsonValue>
const id = fc.option(fc.oneof(fc.string(), fc.constantFrom('a', 'c', 'c-0', '')), { nil: undefined })
const rule = fc
  .record({
    id,
    field: fc.string(),
    operator: fc.oneof(fc.constantFrom(...conditionOperators), fc.string()),
    value: fc.option(json, { nil: undefined }),
    valueSource: fc.constantFrom(undefined, 'value', 'field'),
    ignoreCase: fc.constantFrom(undefined, true, false),
  })
  .map((made) => JSON.parse(JSON.stringify(made)) as ConditionRule)
const { group } = fc.letrec<{ group: ConditionGroup }>((tie) => ({
  group: fc
    .record({
      id,
      combinator: fc.constantFrom('and' as const, 'or' as const),
      not: fc.option(fc.boolean(), { nil: undefined }),
      rules: fc.array(fc.oneof({ maxDepth: 3, withCrossShrink: true }, rule, tie('group')), { maxLength: 4 }),
    })
    .map((made) => JSON.parse(JSON.stringify(made)) as ConditionGroup),
}))

/** As after it went through JSON: nothing is remembered of what it was made from. */
const copy = (model: GroupModel): GroupModel => structuredClone(model)

const someRule: ConditionRule = { field: 'event.level', operator: '>=', value: 5 }
const leaf = (value: JsonValue): ConditionRule => ({ field: 'event.level', operator: '=', value })
const nested: ConditionGroup = { combinator: 'and', rules: [someRule, { combinator: 'or', not: true, rules: [leaf(1), leaf(2)] }] }

describe('a condition and its model', () => {
  it('lose nothing on the way there and back, for every condition of the schema', () => {
    fc.assert(
      fc.property(group, (condition) => {
        expect(conditionGroupSchema.safeParse(condition).success).toBe(true)
        expect(conditionOf(modelOf(condition), condition)).toBe(condition)
        const there = conditionOf(copy(modelOf(condition)), null)
        expect(there).toEqual(condition.rules.length === 0 ? null : condition)
      }),
      { numRuns: 500 },
    )
  })

  it('lose nothing through react-querybuilder, which edits a place and puts it back', () => {
    fc.assert(
      fc.property(group, (condition) => {
        const edited = add(modelOf(condition) as never, { field: 'x', operator: '=', value: 1 } as never, []) as unknown as GroupModel
        expect(conditionOf(edited, condition)).toEqual({
          ...condition,
          rules: [...condition.rules, { field: 'x', operator: '=', value: 1 }],
        })
        const back = remove(edited as never, [condition.rules.length]) as unknown as GroupModel
        expect(conditionOf(back, condition)).toBe(condition)
      }),
    )
  })

  it('keeps keys that the schema does not name, and lets react-querybuilder see none of them', () => {
    const condition = {
      combinator: 'and',
      rules: [{ ...someRule, disabled: true, valueSource: 'value' }],
      muted: true,
    } as unknown as ConditionGroup
    const model = modelOf(condition)
    expect(Object.keys(model.rules[0] ?? {})).not.toContain('disabled')
    expect(conditionOf(copy(model), null)).toEqual(condition)
  })

  it('gives every rule an id of its own, though the condition gives two the same or none', () => {
    const model = modelOf({ combinator: 'and', rules: [{ ...someRule, id: 'a' }, { ...someRule, id: 'a' }, someRule] })
    expect(new Set(model.rules.map((one) => one.id)).size).toBe(3)
  })

  it('is null once nothing is asked', () => {
    expect(conditionOf(modelOf(null), null)).toBeNull()
    expect(conditionOf(remove(modelOf({ combinator: 'and', rules: [someRule] }) as never, [0]) as unknown as GroupModel, nested)).toBeNull()
  })
})

describe('an edit', () => {
  it('leaves every other rule and group the very object that it was', () => {
    const model = replaceRule(modelOf(nested), [0], { id: 'c-0', field: 'event.xp', operator: '=', value: 1 })
    const condition = conditionOf(model, nested)
    expect(condition?.rules[0]).toEqual({ field: 'event.xp', operator: '=', value: 1 })
    expect(condition?.rules[1]).toBe(nested.rules[1])
  })

  it('that changes nothing gives back the same condition', () => {
    const model = modelOf(nested)
    const inner = model.rules[1] as GroupModel
    const same = { ...(inner.rules[0] as RuleModel) }
    expect(conditionOf(replaceRule(model, [1, 0], same), nested)).toBe(nested)
    expect(conditionOf(update(model as never, 'not', undefined, []) as unknown as GroupModel, nested)).toBe(nested)
  })

  it('changes neither the condition nor the model that it was made of', () => {
    const frozen = JSON.stringify(nested)
    const model = modelOf(nested)
    const edited = update(model as never, 'combinator', 'and', [1]) as unknown as GroupModel
    const condition = conditionOf(edited, nested)
    expect(JSON.stringify(nested)).toBe(frozen)
    expect(condition?.rules[1] && isConditionGroup(condition.rules[1]) && condition.rules[1].combinator).toBe('and')
  })
})
