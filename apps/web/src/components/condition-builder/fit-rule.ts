import type { JsonValue } from '@hookline/schema'
import type { Field } from '../fields/field.ts'
import { isSame } from './condition-model.ts'
import { fieldKind, kindOf } from './condition-value.ts'
import { firstOperator, operandOf, operatorsFor } from './field-operators.ts'

/** What of a rule one can see and change. */
export interface Comparison {
  field: string
  operator: string
  value: JsonValue | undefined
}

/** A new comparison of a field: its operator fits the type, and yes-or-no fields begin with yes. */
export function comparisonOf(field: Field | undefined, path = field?.path ?? ''): Comparison {
  return { field: path, operator: field ? firstOperator(field) : '=', value: field?.type === 'boolean' ? true : undefined }
}

/** The comparison with another field. What still fits stays; operator and value that do not are begun anew. */
export function withField<C extends Comparison>(comparison: C, path: string, field: Field | undefined): C {
  const fresh = comparisonOf(field, path)
  const isNew = comparison.field === '' && comparison.value === undefined
  const isOffered = !isNew && operatorsFor(field).some((operator) => operator === comparison.operator)
  const operator = !field || isOffered ? comparison.operator : fresh.operator
  const moved = withOperator({ ...comparison, field: path, value: fittingValue(comparison, field) }, operator)
  return moved.value === undefined && operandOf(operator) === 'one' ? { ...moved, value: fresh.value } : moved
}

function fittingValue({ value, operator }: Comparison, field: Field | undefined): JsonValue | undefined {
  if (!field || value === undefined) return value
  if (!Array.isArray(value)) return fitsField(value, field) ? value : undefined
  const members = value.filter((member) => fitsField(member, field))
  const isWhole = members.length === value.length
  return isWhole || (members.length > 0 && operandOf(operator) === 'list') ? members : undefined
}

function fitsField(value: JsonValue, field: Field): boolean {
  if (field.options?.length) return field.options.some((option) => isSame(option, value))
  const kind = fieldKind(field)
  return kind === null ? field.type !== 'object' : kindOf(value) === kind
}

/** The comparison by another operator; its value takes the form that the operator needs, as far as it can. */
export function withOperator<C extends Comparison>(comparison: C, operator: string): C {
  return { ...comparison, operator, value: valueFor(operator, comparison) }
}

function valueFor(operator: string, { value, operator: before }: Comparison): JsonValue | undefined {
  const operand = operandOf(operator)
  if (operand === 'none') return undefined
  if (value === undefined || operand === operandOf(before)) return value
  const members = (Array.isArray(value) ? value : [value]).filter((member) => member !== null)
  if (operand === 'one') return members[0]
  if (members.length === 0) return undefined
  return operand === 'list' ? members : [members[0] ?? null, members[1] ?? null]
}
