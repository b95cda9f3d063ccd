import { type ConditionRule, type JsonValue, readPath } from '@hookline/schema'
import { type CheckedBehaviour, type ConditionScope, testBehaviour } from './check-behaviour.ts'
import type { CheckedRule } from './check-rule.ts'
import { type ConditionNode, compileCondition } from './compile-condition.ts'
import { describeCondition } from './describe-condition.ts'
import { aType, jsonTypeOf } from './json-type.ts'
import type { Operand, Operator } from './operator.ts'
import { exactValue, fieldLabel, wordOperand } from './wording.ts'

/** One comparison with the value that it met. */
export interface ConditionPart {
  field: string
  operator: string
  value: JsonValue | undefined
  /** `field` where the value is the path of another field. */
  valueSource?: ConditionRule['valueSource']
  actual: JsonValue | undefined
  result: boolean
  text: string
}

/** `parts` are all comparisons in their order, `text` names those that decided. */
export interface ConditionExplanation {
  result: boolean
  parts: ConditionPart[]
  text: string
}

const reasonsMax = 10

/**
 * Says what a condition decides about a scope, and why: "level ≥ 5 is false: level is 4".
 * In: a rule group as it came. Out: the result of the very test that `compileCondition` gives; a condition with errors
 * is false, and its text names the first.
 */
export function explainCondition(group: unknown, scope: ConditionScope): ConditionExplanation {
  const compiled = compileCondition(group)
  if (compiled.ok) return explainNode(compiled.root, scope)
  return { result: false, parts: [], text: compiled.diagnostics[0]?.message ?? 'This is not a condition.' }
}

/** As `explainCondition`, for a condition that was compiled before. */
export function explainNode(root: ConditionNode, scope: ConditionScope): ConditionExplanation {
  const parts: ConditionPart[] = []
  const reasons = gather(root, scope, parts)
  const more = reasons.length > reasonsMax ? [`${reasons.length - reasonsMax} more`] : []
  return { result: root.test(scope), parts, text: [...reasons.slice(0, reasonsMax), ...more].join('; ') }
}

/** Collects every comparison in `parts` and returns the sentences of those that decided this node. */
function gather(node: ConditionNode, scope: ConditionScope, parts: ConditionPart[]): string[] {
  if ('rule' in node.of) {
    const part = explainRule(node.of.rule, scope)
    parts.push(part)
    return [part.text]
  }
  if ('behaviour' in node.of) {
    const part = explainBehaviour(node.of.behaviour, scope)
    parts.push(part)
    return [part.text]
  }
  const { group, children } = node.of
  const result = node.test(scope)
  if (children.length === 0) return [group.not ? 'an empty condition, negated, is false' : 'an empty condition is true']
  const reasons = children.map((child) => ({ result: child.test(scope), texts: gather(child, scope, parts) }))
  const joined = group.not ? !result : result
  const deciding = reasons.filter((reason) => reason.result === joined).flatMap(({ texts }) => texts)
  return group.not ? [`${describeCondition(group)} is ${result}: ${deciding.join('; ')}`] : deciding
}

function explainRule({ rule, operator, segments, other, test }: CheckedRule, scope: ConditionScope): ConditionPart {
  const actual = readPath(scope, segments)
  const compared = other ? readPath(scope, other) : rule.value
  const result = test(scope)
  const label = fieldLabel(rule.field)
  const value = operator.needs === null ? '' : ` ${wordOperand(rule, operator.form, exactValue)}`
  const ignoring = rule.ignoreCase === true && operator.foldsCase ? ' (ignoring case)' : ''
  const met = other ? `, ${wordOperand(rule, operator.form, exactValue)} is ${exactValue(compared)}` : ''
  const note = noteOf({ operator, actual, compared }, scope)
  const text = `${label} ${operator.symbol}${value}${ignoring} is ${result}: ${label} is ${exactValue(actual)}${note}${met}`
  const { field, valueSource } = rule
  return { field, operator: rule.operator, value: rule.value, ...(valueSource && { valueSource }), actual, result, text }
}

/** The sentence of what was asked, and how often it was done. */
function explainBehaviour(checked: CheckedBehaviour, scope: ConditionScope): ConditionPart {
  const { rule, operator, value, counterId, withinMs } = checked
  const result = testBehaviour(checked, scope)
  const asked = describeCondition({ combinator: 'and', rules: [rule] })
  const count = scope.behaviour?.(counterId, withinMs)
  const isOther = operator === 'firstTime' && scope.trigger.type !== value.eventType
  const times = count === 1 ? 'done once' : `done ${count} times`
  const met = count === undefined ? 'nothing is counted here' : isOther ? `this is ${scope.trigger.type}` : times
  return { field: rule.field, operator, value: rule.value, actual: count, result, text: `${asked} is ${result}: ${met}` }
}

/** Why a value cannot be compared, or when a date is. */
function noteOf(
  { operator, actual, compared }: { operator: Operator; actual: Operand; compared: Operand },
  { now }: ConditionScope,
): string {
  const type = jsonTypeOf(actual)
  const expected = operator.operandTypes(compared).filter((one) => one !== 'missing' || operator.needs === null)
  if (type !== 'missing' && expected.length > 0 && !expected.includes(type))
    return ` (${aType(type)}, not ${expected.map(aType).join(' or ')})`
  const note = operator.note?.(actual, compared, now) ?? ''
  return note === '' ? '' : ` (${note})`
}
