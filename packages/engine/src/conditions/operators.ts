import { type ConditionOperator, conditionOperators, type JsonValue } from '@hookline/schema'
import { type JsonType, jsonTypeOf } from './json-type.ts'

// Every test is strict: an operand that is missing or of another type than the operator compares makes it false, for the
// negative operators too. Nothing is converted. Text is ordered and matched by its UTF-16 code units, so ISO 8601 times
// of one form compare as times do.

type Operand = JsonValue | undefined
/** Judges the value that an event or user has. */
export type LeafTest = (actual: Operand) => boolean

export interface Operator {
  /** As it stands in the sentence of one comparison: "level ≥ 5". */
  symbol: string
  /** As it stands in a description: "level is at least 5". */
  words: string
  /** What the value must be, in words; null where the operator takes none. */
  needs: string | null
  /** The test against a value; null where the value is not what the operator needs. */
  bind(value: Operand): LeafTest | null
  /** The types of operand that the operator can compare with this value. */
  operandTypes(value: Operand): JsonType[]
}

type Scalar = string | number | boolean
const isScalar = (value: Operand): value is Scalar => typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
const isOrdered = (value: Operand): value is string | number => typeof value === 'string' || typeof value === 'number'

/** Negative, zero or positive; NaN, which fulfils no comparison, where the two are not of one ordered type. */
function order(left: Operand, right: Operand): number {
  if ((typeof left !== 'number' || typeof right !== 'number') && (typeof left !== 'string' || typeof right !== 'string')) return Number.NaN
  if (left < right) return -1
  return left > right ? 1 : 0
}

const typeOfValue = (value: Operand): JsonType[] => [jsonTypeOf(value)]

function equality(symbol: string, words: string, wanted: boolean): Operator {
  return {
    ...{ symbol, words, needs: 'a text, a number, true or false', operandTypes: typeOfValue },
    bind: (value) => (isScalar(value) ? (actual) => typeof actual === typeof value && (actual === value) === wanted : null),
  }
}

function ordering(symbol: string, words: string, holds: (order: number) => boolean): Operator {
  return {
    ...{ symbol, words, needs: 'a number or a text', operandTypes: typeOfValue },
    bind: (value) => (isOrdered(value) ? (actual) => holds(order(actual, value)) : null),
  }
}

function textual(words: string, holds: (actual: string, value: string) => boolean): Operator {
  return {
    ...{ symbol: words, words, needs: 'a text', operandTypes: () => ['text'] },
    bind: (value) => (typeof value === 'string' ? (actual) => typeof actual === 'string' && holds(actual, value) : null),
  }
}

/** Part of a text, or element of a list (equal in type and value). */
function containment(words: string, wanted: boolean): Operator {
  return {
    ...{ symbol: words, words, needs: 'a text, a number, true or false' },
    operandTypes: (value) => (typeof value === 'string' ? ['text', 'list'] : ['list']),
    bind: (value) => {
      if (!isScalar(value)) return null
      return (actual) => {
        if (typeof actual === 'string') return typeof value === 'string' && actual.includes(value) === wanted
        return Array.isArray(actual) && actual.includes(value) === wanted
      }
    },
  }
}

function membership(words: string, wanted: boolean): Operator {
  return {
    ...{ symbol: words, words, needs: 'a list of texts, numbers, true or false' },
    operandTypes: (value) => (Array.isArray(value) ? [...new Set(value.map(jsonTypeOf))] : []),
    bind: (value) => {
      if (!Array.isArray(value) || value.length === 0 || !value.every(isScalar)) return null
      const members = new Set<Operand>(value)
      const types = new Set<string>(value.map((member) => typeof member))
      return (actual) => types.has(typeof actual) && members.has(actual) === wanted
    },
  }
}

function range(words: string, holds: (fromStart: number, fromEnd: number) => boolean): Operator {
  return {
    ...{ symbol: words, words, needs: 'a list of two numbers or two texts' },
    operandTypes: (value) => (Array.isArray(value) ? [jsonTypeOf(value[0])] : []),
    bind: (value) => {
      if (!Array.isArray(value) || value.length !== 2) return null
      const [start, end] = value
      if (!isOrdered(start) || typeof start !== typeof end) return null
      return (actual) => holds(order(actual, start), order(actual, end))
    },
  }
}

function presence(words: string, wanted: boolean): Operator {
  return {
    ...{ symbol: words, words, needs: null, operandTypes: () => ['number', 'text', 'boolean', 'list', 'object', 'missing'] },
    bind: () => (actual) => (actual === undefined || actual === null) !== wanted,
  }
}

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
}

const operatorsByName: ReadonlyMap<string, Operator> = new Map(Object.entries(operators))

/** All names, in the order of the public contract. */
export const operatorNames: readonly string[] = conditionOperators

/** The operator of that name, or undefined where there is none. */
export function findOperator(name: string): Operator | undefined {
  return operatorsByName.get(name)
}

/** Tells whether an operator of that name takes the two ends of a range. */
export function isRange(operator: string): boolean {
  return operator === 'between' || operator === 'notBetween'
}

/** Tells whether a range that `bind` took begins above its end. */
export function isReversedRange(value: Operand): boolean {
  return Array.isArray(value) && order(value[0], value[1]) > 0
}
