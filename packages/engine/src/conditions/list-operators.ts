import { folding, isScalar, isScalarList, type Operand, type Operator } from './operator.ts'

/** `contains` and `doesNotContain`: part of a text, or element of a list (equal in type and value). */
export function containment(words: string, wanted: boolean): Operator {
  return {
    ...{ symbol: words, words, needs: 'a text, a number, true or false', form: 'one', foldsCase: true },
    operandTypes: (value) => (typeof value === 'string' ? ['text', 'list'] : ['list']),
    bind: (value, ignoreCase) => {
      if (!isScalar(value)) return null
      const fold = folding(ignoreCase)
      const folded = fold(value)
      return (actual) => {
        if (typeof actual === 'string') return typeof folded === 'string' && fold(actual).includes(folded) === wanted
        if (!Array.isArray(actual)) return false
        return (ignoreCase ? actual.some((element) => fold(element) === folded) : actual.includes(value)) === wanted
      }
    },
  }
}

/** `containsAny`, `containsAll` and `containsNone` of a list: how many of the members are among its elements. */
export function overlap(words: string, holds: (found: number, members: number) => boolean): Operator {
  return {
    ...{ symbol: words, words, needs: 'a list of texts, numbers, true or false', form: 'list', foldsCase: true },
    operandTypes: () => ['list'],
    bind: (value, ignoreCase) => {
      if (!isScalarList(value)) return null
      const fold = folding(ignoreCase)
      const members = [...new Set<Operand>(value.map(fold))]
      return (actual) => {
        if (!Array.isArray(actual)) return false
        const elements = new Set<Operand>(actual.map(fold))
        return holds(members.filter((member) => elements.has(member)).length, members.length)
      }
    },
  }
}
