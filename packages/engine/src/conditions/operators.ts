import { type ConditionOperator, conditionOperators } from '@hookline/schema'
import { containment, overlap } from './list-operators.ts'
import { comparesFields, type OperandForm, type Operator } from './operator.ts'
import { equality, membership, ordering, presence, range, textual } from './scalar-operators.ts'
import { moment, nearness, weekday } from './time-operators.ts'

// Every test is strict: an operand that is missing or of another type than the operator compares makes it false, for the
// negative operators too. Nothing is converted.

const operators: Readonly<Record<ConditionOperator, Operator>> = {
  '=': equality('=', 'is', true),
  '!=': equality('≠', 'is not', false),
  '<': ordering('<', 'is less than', (order) => order < 0),
  '<=': ordering('≤', 'is at most', (order) => order <= 0),
  '>': ordering('>', 'is more than', (order) => order > 0),
  '>=': ordering('≥', 'is at least', (order) => order >= 0),
  contains: containment('contains', true),
  doesNotContain: containment('does not contain', false),
  beginsWith: textual('begins with', (actual, value) => actual.startsWith(value)),
  doesNotBeginWith: textual('does not begin with', (actual, value) => !actual.startsWith(value)),
  endsWith: textual('ends with', (actual, value) => actual.endsWith(value)),
  doesNotEndWith: textual('does not end with', (actual, value) => !actual.endsWith(value)),
  null: presence('is missing', false),
  notNull: presence('is known', true),
  in: membership('is one of', true),
  notIn: membership('is none of', false),
  between: range('is between', (fromStart, fromEnd) => fromStart >= 0 && fromEnd <= 0),
  notBetween: range('is not between', (fromStart, fromEnd) => fromStart < 0 || fromEnd > 0),
  before: moment('is before', (actual, value) => actual < value),
  after: moment('is after', (actual, value) => actual > value),
  inLast: nearness('is in the last', (ahead, span) => ahead <= 0 && ahead >= -span),
  notInLast: nearness('is not in the last', (ahead, span) => ahead > 0 || ahead < -span),
  inNext: nearness('is in the next', (ahead, span) => ahead >= 0 && ahead <= span),
  dayOfWeek: weekday('is on'),
  containsAny: overlap('contains any of', (found) => found > 0),
  containsAll: overlap('contains all of', (found, members) => found === members),
  containsNone: overlap('contains none of', (found) => found === 0),
}

const operatorsByName: ReadonlyMap<string, Operator> = new Map(Object.entries(operators))

/** All names, in the order of the public contract. */
export const operatorNames: readonly string[] = conditionOperators

/** The operator of that name, or undefined where there is none. */
export function findOperator(name: string): Operator | undefined {
  return operatorsByName.get(name)
}

/** What an editor of comparisons needs to know of an operator. */
export interface OperatorTraits {
  /** As it stands in sentences: "is at least". */
  words: string
  form: OperandForm
  /** It can compare with another field. */
  comparesFields: boolean
  /** It can ignore upper and lower case. */
  foldsCase: boolean
}

/** Says how an operator is edited; undefined where there is none of that name. */
export function operatorTraits(name: string): OperatorTraits | undefined {
  const operator = findOperator(name)
  return operator && { words: operator.words, form: operator.form, comparesFields: comparesFields(operator), foldsCase: operator.foldsCase }
}
