import type { JsonValue } from '@hookline/schema'
import type { JsonType } from './json-type.ts'

/** A value that is compared; undefined where there is none. */
export type Operand = JsonValue | undefined
/** Judges the value that an event or user has; `now` is the scope's. */
export type LeafTest = (actual: Operand, now: string) => boolean

/** The form of the value beside an operator: nothing, one value, a list, two ends, a length of time, a date, days. */
export type OperandForm = 'none' | 'one' | 'list' | 'range' | 'span' | 'date' | 'days'

/** Everything that the engine knows of one way to compare. */
export interface Operator {
  /** As it stands in the sentence of one comparison: "level ≥ 5". */
  symbol: string
  /** As it stands in a description: "level is at least 5". */
  words: string
  /** What the value must be, in words; null where the operator takes none. */
  needs: string | null
  form: OperandForm
  /** Compares text without regard to case where the comparison asks for it: both by their `toLowerCase`. */
  foldsCase: boolean
  /** The test against a value; null where the value is not what the operator needs. */
  bind(value: Operand, ignoreCase: boolean): LeafTest | null
  /** The types of operand that the operator can compare with this value. */
  operandTypes(value: Operand): JsonType[]
  /** What there is to add to the value that was met: when a date is, which day it falls on. Empty for nothing. */
  note?(actual: Operand, value: Operand, now: string): string
}

/** Tells whether an operator can compare with the value of another field, whose form is then judged at run time. */
export function comparesFields({ form }: Pick<Operator, 'form'>): boolean {
  return form === 'one' || form === 'list' || form === 'date'
}

export type Scalar = string | number | boolean

export function isScalar(value: Operand): value is Scalar {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
}

/** A list of at least one scalar. */
export function isScalarList(value: Operand): value is Scalar[] {
  return Array.isArray(value) && value.length > 0 && value.every(isScalar)
}

/** How a value is compared: text by its lower case where case is ignored, everything else as it is. */
export function folding(ignoreCase: boolean): <V extends Operand>(value: V) => V | string {
  return (value) => (ignoreCase && typeof value === 'string' ? value.toLowerCase() : value)
}
