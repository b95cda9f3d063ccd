import { describeCondition } from '@hookline/engine'
import { behaviourField, type ConditionGroup, type ConditionRule, isConditionGroup } from '@hookline/schema'
import { draftOf } from './behaviour-field.ts'
import { operandOf } from './field-operators.ts'

/** The condition in the engine's words, without what is only half typed; `unfinished` counts that. */
export function conditionSentence(condition: ConditionGroup): { text: string; unfinished: number } {
  let unfinished = 0
  const finished = (group: ConditionGroup): ConditionGroup => {
    const rules = group.rules.flatMap((rule): (ConditionRule | ConditionGroup)[] => {
      if (isConditionGroup(rule)) {
        const inner = finished(rule)
        return inner.rules.length > 0 || rule.rules.length === 0 ? [inner] : []
      }
      if (isFinished(rule)) return [rule]
      unfinished += 1
      return []
    })
    return { ...group, rules }
  }
  const whole = finished(condition)
  return { text: whole.rules.length === 0 && unfinished > 0 ? '' : describeCondition(whole), unfinished }
}

function isFinished({ field, operator, value, valueSource }: ConditionRule): boolean {
  if (field.trim() === '') return false
  if (field === behaviourField) return draftOf(value).eventType !== undefined
  const operand = operandOf(operator)
  if (operand === 'none') return true
  if (valueSource === 'field') return typeof value === 'string' && value.trim() !== ''
  if (operand === 'range' && Array.isArray(value)) return value.length === 2 && !value.includes(null)
  return value !== undefined && value !== null
}
