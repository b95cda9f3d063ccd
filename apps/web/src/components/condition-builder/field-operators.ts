import { describeCondition, instantOf, type OperandForm, operatorTraits } from '@hookline/engine'
import { type BehaviourOperator, behaviourField, behaviourOperators, type ConditionOperator } from '@hookline/schema'
import type { Field, FieldType } from '../fields/field.ts'
import { behaviourWords } from './behaviour-field.ts'

/** The form of the value that an operator takes, as the engine names it; one value where there is no such operator. */
export function operandOf(operator: string): OperandForm {
  return operatorTraits(operator)?.form ?? 'one'
}

const equality = ['=', '!='] as const
const order = ['>=', '>', '<=', '<', 'between', 'notBetween'] as const
const membership = ['in', 'notIn'] as const
const containment = ['contains', 'doesNotContain'] as const
const edges = ['beginsWith', 'doesNotBeginWith', 'endsWith', 'doesNotEndWith'] as const
const presence = ['null', 'notNull'] as const
const dates = ['inLast', 'notInLast', 'inNext', 'before', 'after', 'dayOfWeek'] as const
const elements = ['containsAny', 'containsAll', 'containsNone'] as const

const byType: Readonly<Record<FieldType, readonly ConditionOperator[]>> = {
  text: [...equality, ...membership, ...containment, ...edges, ...presence],
  number: [...equality.slice(0, 1), ...order.slice(0, 4), ...equality.slice(1), ...order.slice(4), ...membership, ...presence],
  boolean: [...equality, ...presence],
  date: [...dates, ...equality, ...presence],
  list: [...containment, ...elements, ...presence],
  object: [...presence].reverse(),
  unknown: [...equality, ...order, ...membership, ...containment, ...edges, ...elements, ...dates, ...presence],
}

const byOptions = [...equality, ...membership, ...presence]
const isDate = (value: unknown) => typeof value === 'string' && instantOf(value) !== null

/** The operators that make sense for a field, the likeliest first; all of them where nothing is known of it. */
export function operatorsFor(field: Field | undefined): readonly (ConditionOperator | BehaviourOperator)[] {
  if (field?.path === behaviourField) return behaviourOperators
  if (!field) return byType.unknown
  if (field.type === 'text' && field.options) return byOptions
  if (field.type === 'text' && isDate(field.sample)) return byType.date
  return byType[field.type]
}

/** The operator that a new comparison of a field begins with. */
export function firstOperator(field: Field | undefined): ConditionOperator | BehaviourOperator {
  if (field?.type === 'number' && !field.options) return '>='
  return operatorsFor(field)[0] ?? '='
}

/** The engine's own words for an operator, as they stand in its sentences: "is at least". */
export function operatorWords(operator: string): string {
  return operatorTraits(operator)?.words ?? behaviourWords(operator) ?? `"${operator}"`
}

/** As the engine's sentences name a field: `event.level` is "level". */
export function fieldWords(path: string): string {
  return describeCondition({ combinator: 'and', rules: [{ field: path, operator: 'null' }] }).slice(0, -' is missing'.length)
}
