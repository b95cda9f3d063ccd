import { describeCondition } from '@hookline/engine'
import { type ConditionOperator, conditionOperators } from '@hookline/schema'
import type { Field, FieldType } from '../fields/field.ts'

/** What an operator compares with: nothing, one value, a list of them, the two ends of a range. */
export type Operand = 'none' | 'one' | 'list' | 'range'

const operands: Readonly<Record<string, Operand>> = {
  null: 'none',
  notNull: 'none',
  in: 'list',
  notIn: 'list',
  between: 'range',
  notBetween: 'range',
}

export function operandOf(operator: string): Operand {
  return Object.hasOwn(operands, operator) ? (operands[operator] ?? 'one') : 'one'
}

const equality = ['=', '!='] as const
const order = ['>=', '>', '<=', '<', 'between', 'notBetween'] as const
const membership = ['in', 'notIn'] as const
const containment = ['contains', 'doesNotContain'] as const
const edges = ['beginsWith', 'doesNotBeginWith', 'endsWith', 'doesNotEndWith'] as const
const presence = ['null', 'notNull'] as const

const byType: Readonly<Record<FieldType, readonly ConditionOperator[]>> = {
  text: [...equality, ...membership, ...containment, ...edges, ...presence],
  number: [...equality.slice(0, 1), ...order.slice(0, 4), ...equality.slice(1), ...order.slice(4), ...membership, ...presence],
  boolean: [...equality, ...presence],
  list: [...containment, ...presence],
  object: [...presence].reverse(),
  unknown: [...equality, ...order, ...membership, ...containment, ...edges, ...presence],
}

const byOptions = [...equality, ...membership, ...presence]
const byTime: readonly ConditionOperator[] = [...order, ...equality, ...edges, ...presence]
const isTime = (value: unknown) => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:?\d{2})?)?$/.test(value)

/** The operators that make sense for a field, the likeliest first; all of them where nothing is known of it. */
export function operatorsFor(field: Field | undefined): readonly ConditionOperator[] {
  if (!field) return byType.unknown
  if (field.type === 'text' && field.options) return byOptions
  if (field.type === 'text' && isTime(field.sample)) return byTime
  return byType[field.type]
}

/** The operator that a new comparison of a field begins with. */
export function firstOperator(field: Field | undefined): ConditionOperator {
  if (field?.type === 'number' && !field.options) return '>='
  return operatorsFor(field)[0] ?? '='
}

/** The engine's own words for an operator, as they stand in its sentences: "is at least". */
export function operatorWords(operator: string): string {
  return words.get(operator) ?? `"${operator}"`
}

/** As the engine's sentences name a field: `event.level` is "level". */
export function fieldWords(path: string): string {
  return sentence(path, 'null').slice(0, -' is missing'.length)
}

function sentence(field: string, operator: string): string {
  return describeCondition({ combinator: 'and', rules: [{ field, operator, value: 0 }] })
}

const words: ReadonlyMap<string, string> = new Map(
  conditionOperators.map((operator) => [operator, sentence('event.x', operator).replace(/^x /, '').replace(/ 0$/, '')]),
)
