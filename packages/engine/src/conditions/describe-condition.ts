import { behaviourField, type ConditionGroup, type ConditionRule, conditionDepthMax, isConditionGroup } from '@hookline/schema'
import { describeBehaviour } from './behaviour-words.ts'
import { findOperator } from './operators.ts'
import { fieldLabel, plainValue, wordOperand } from './wording.ts'

/**
 * Says in one sentence what a condition asks: "level is at least 5 and country is one of DE, AT".
 * In: a rule group, with or without mistakes. Out: the sentence, "always" for an empty group.
 */
export function describeCondition(group: ConditionGroup): string {
  return describeGroup(group, 1)
}

function describeGroup({ combinator, not, rules }: ConditionGroup, depth: number): string {
  if (depth > conditionDepthMax) return '…'
  const parts = rules.map((rule) => (isConditionGroup(rule) ? describeInner(rule, depth + 1, rules.length) : describeRule(rule, depth)))
  const sentence = parts.length === 0 ? 'always' : parts.join(` ${combinator} `)
  return not ? `not (${sentence})` : sentence
}

function describeInner(group: ConditionGroup, depth: number, siblings: number): string {
  const sentence = describeGroup(group, depth)
  return siblings > 1 && group.rules.length > 1 && !group.not ? `(${sentence})` : sentence
}

function describeRule(rule: ConditionRule, depth: number): string {
  if (rule.field === behaviourField) return describeBehaviour(rule.operator, rule.value, (group) => describeGroup(group, depth + 1))
  const known = findOperator(rule.operator)
  const words = `${fieldLabel(rule.field)} ${known?.words ?? rule.operator}`
  if (known?.needs === null) return words
  // Half made, as a draft may be: there is nothing to compare with yet.
  if (known && rule.value === undefined) return `${words} …`
  const ignoring = rule.ignoreCase === true && known?.foldsCase ? ' (ignoring case)' : ''
  return `${words} ${wordOperand(rule, known?.form ?? 'one', plainValue)}${ignoring}`
}
