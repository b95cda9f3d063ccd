import { type ConditionGroup, isConditionGroup, type JsonValue } from '@hookline/schema'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Definition } from '../definition.ts'
import { eventScope } from '../run/event-scope.ts'
import { anEvent, now } from '../testing/case-tables.fixture.ts'
import { someGroup, someState } from '../testing/conditions.fixture.ts'
import { compileCondition } from './compile-condition.ts'
import { conditionsUseState } from './condition-rules.ts'

const definitionOf = (condition: ConditionGroup): Definition => ({
  kind: 'rule',
  trigger: { nodeId: 't', eventTypes: '*', condition, reentry: 'every', next: [] },
  blocks: [],
})
const ruleOf = (rule: { field: string; operator?: string; value?: JsonValue; valueSource?: 'field' }): Definition =>
  definitionOf({ combinator: 'and', rules: [{ operator: '=', ...rule }] })

/** The same condition about the event, but for the places that `keeps` names. */
function aboutTheEvent(group: ConditionGroup, keeps: () => boolean): ConditionGroup {
  const moved = (path: string) => (keeps() ? path : path.replace('state.', 'event.'))
  const rules = group.rules.map((rule) => {
    if (isConditionGroup(rule)) return aboutTheEvent(rule, keeps)
    const value = rule.valueSource === 'field' && typeof rule.value === 'string' ? moved(rule.value) : rule.value
    return { ...rule, field: moved(rule.field), ...(value !== undefined && { value }) }
  })
  return { ...group, rules }
}

describe('conditions that do not use the state', () => {
  it('are those that name no field of it, on either side of a comparison, at any depth', () => {
    const inner: ConditionGroup = { combinator: 'or', rules: [{ field: 'state.level', operator: 'notNull' }] }
    const uses = [
      ruleOf({ field: 'state.level', value: 1 }),
      ruleOf({ field: '[state].level', value: 1 }),
      ruleOf({ field: 'state', value: 1 }),
    ]
    uses.push(
      ruleOf({ field: 'event.level', valueSource: 'field', value: 'state.level' }),
      definitionOf({ combinator: 'and', rules: [inner] }),
    )
    expect(uses.map(conditionsUseState)).toEqual([true, true, true, true, true])
    const behaviour = { eventType: 'x', atLeast: 1, where: { combinator: 'and', rules: [{ field: 'event.state', operator: 'notNull' }] } }
    const not = [ruleOf({ field: 'event.state.level', value: 1 }), ruleOf({ field: 'event.name', value: 'state.level' })]
    not.push(ruleOf({ field: 'behaviour', value: behaviour }), definitionOf({ combinator: 'and', rules: [] }))
    expect(not.map(conditionsUseState)).toEqual([false, false, false, false])
  })

  it('judge every event the same, whatever the state is', () => {
    let judged = 0
    const keeping = fc.infiniteStream(fc.nat(7).map((one) => one === 0))
    fc.assert(
      fc.property(someGroup, keeping, someState, someState, someState, (group, keeps, data, one, other) => {
        const condition = aboutTheEvent(group, () => keeps.next().value)
        const compiled = compileCondition(condition)
        if (!compiled.ok || conditionsUseState(definitionOf(condition))) return
        judged++
        const under = (state: typeof one) => compiled.test(eventScope(anEvent({ data }), state, { campaigns: new Map(), now }))
        expect(under(one)).toBe(under(other))
      }),
      { numRuns: 2000 },
    )
    expect(judged).toBeGreaterThan(200)
  })
})
