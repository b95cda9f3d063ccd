import { behaviourField, type ConditionGroup, type ConditionRule, isConditionGroup, parsePath } from '@hookline/schema'
import type { Definition } from '../definition.ts'

/** All comparisons of a definition's conditions, its trigger's among them. */
export function conditionRulesOf({ trigger, blocks }: Definition): ConditionRule[] {
  const conditions = [trigger.condition, ...blocks.map((block) => ('condition' in block ? block.condition : undefined))]
  return conditions.flatMap((condition) => (condition ? rulesOf(condition) : []))
}

function rulesOf(group: ConditionGroup): ConditionRule[] {
  return group.rules.flatMap((rule) => (isConditionGroup(rule) ? rulesOf(rule) : [rule]))
}

/**
 * Tells whether a condition of a definition reads the user's state; if none does, they judge the same whatever that is. What the
 * definition's calls read, those who render them know.
 */
export function conditionsUseState(definition: Definition): boolean {
  return conditionRulesOf(definition).some(({ field, value, valueSource }) => {
    // What a user did is counted by fields of the event alone.
    if (field === behaviourField) return false
    return isOfState(field) || (valueSource === 'field' && typeof value === 'string' && isOfState(value))
  })
}

function isOfState(field: string): boolean {
  const path = parsePath(field)
  return path.ok && path.segments[0] === 'state'
}
