import { jsonTypeOf } from './json-type.ts'
import { folding, isScalar, isScalarList, type Operand, type Operator } from './operator.ts'

// Text is ordered and matched by its UTF-16 code units.

const isOrdered = (value: Operand): value is string | number => typeof value === 'string' || typeof value === 'number'

/** Negative, zero or positive; NaN, which fulfils no comparison, where the two are not of one ordered type. */
function order(left: Operand, right: Operand): number {
  if ((typeof left !== 'number' || typeof right !== 'number') && (typeof left !== 'string' || typeof right !== 'string')) return Number.NaN
  if (left < right) return -1
  return left > right ? 1 : 0
}

/** `=` and `!=`. */
export function equality(symbol: string, words: string, wanted: boolean): Operator {
  return {
    ...{ symbol, words, needs: 'a text, a number, true or false', form: 'one', foldsCase: true },
    operandTypes: (value) => [jsonTypeOf(value)],
    bind: (value, ignoreCase) => {
      if (!isScalar(value)) return null
      if (!ignoreCase || typeof value !== 'string') return (actual) => typeof actual === typeof value && (actual === value) === wanted
      const folded = value.toLowerCase()
      return (actual) => typeof actual === 'string' && (actual.toLowerCase() === folded) === wanted
    },
  }
}

/** `<`, `<=`, `>` and `>=`, of two numbers or two texts. */
export function ordering(symbol: string, words: string, holds: (order: number) => boolean): Operator {
  return {
    ...{ symbol, words, needs: 'a number or a text', form: 'one', foldsCase: false },
    operandTypes: (value) => [jsonTypeOf(value)],
    bind: (value) => (isOrdered(value) ? (actual) => holds(order(actual, value)) : null),
  }
}

/** The beginning or the end of a text. */
export function textual(words: string, holds: (actual: string, value: string) => boolean): Operator {
  return {
    ...{ symbol: words, words, needs: 'a text', form: 'one', foldsCase: true },
    operandTypes: () => ['text'],
    bind: (value, ignoreCase) => {
      if (typeof value !== 'string') return null
      const fold = folding(ignoreCase)
      const folded = fold(value)
      return (actual) => typeof actual === 'string' && holds(fold(actual), folded)
    },
  }
}

/** `in` and `notIn`: one of several values, which may be of several types. */
export function membership(words: string, wanted: boolean): Operator {
  return {
    ...{ symbol: words, words, needs: 'a list of texts, numbers, true or false', form: 'list', foldsCase: true },
    operandTypes: (value) => (Array.isArray(value) ? [...new Set(value.map(jsonTypeOf))] : []),
    bind: (value, ignoreCase) => {
      if (!isScalarList(value)) return null
      const fold = folding(ignoreCase)
      const members = new Set<Operand>(value.map(fold))
      const types = new Set<string>(value.map((member) => typeof member))
      return (actual) => types.has(typeof actual) && members.has(fold(actual)) === wanted
    },
  }
}

/** `between` and `notBetween`, the two ends within the range. */
export function range(words: string, holds: (fromStart: number, fromEnd: number) => boolean): Operator {
  return {
    ...{ symbol: words, words, needs: 'a list of two numbers or two texts', form: 'range', foldsCase: false },
    operandTypes: (value) => (Array.isArray(value) ? [jsonTypeOf(value[0])] : []),
    bind: (value) => {
      if (!Array.isArray(value) || value.length !== 2) return null
      const [start, end] = value
      if (!isOrdered(start) || typeof start !== typeof end) return null
      return (actual) => holds(order(actual, start), order(actual, end))
    },
  }
}

/** `null` and `notNull`; null and a field that is not there are one. */
export function presence(words: string, wanted: boolean): Operator {
  return {
    ...{ symbol: words, words, needs: null, form: 'none', foldsCase: false },
    operandTypes: () => ['number', 'text', 'boolean', 'list', 'object', 'missing'],
    bind: () => (actual) => (actual === undefined || actual === null) !== wanted,
  }
}

/** Tells whether a range that `bind` took begins above its end. */
export function isReversedRange(value: Operand): boolean {
  return Array.isArray(value) && order(value[0], value[1]) > 0
}
