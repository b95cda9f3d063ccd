import { instantOf, operatorTraits } from '@hookline/engine'
import { behaviourField, conditionDaysSchema, conditionSpanSchema, type JsonValue } from '@hookline/schema'
import type { Field } from '../fields/field.ts'
import { behaviourOf, draftOf } from './behaviour-field.ts'
import { isSame } from './condition-model.ts'
import { fieldKind, kindOf } from './condition-value.ts'
import { firstOperator, operandOf, operatorsFor } from './field-operators.ts'

/** What of a rule one can see and change. */
export interface Comparison {
  field: string
  operator: string
  value: JsonValue | undefined
  /** `field` where the value is the path of another field. */
  valueSource?: 'value' | 'field'
  ignoreCase?: boolean
}

/** A new comparison of a field: its operator fits the type, and yes-or-no fields begin with yes. */
export function comparisonOf(field: Field | undefined, path = field?.path ?? ''): Comparison {
  const operator = field ? firstOperator(field) : '='
  const value = field?.type === 'boolean' ? true : undefined
  return { field: path, operator, value: operandOf(operator) === 'span' ? aWeek : value }
}

/** The comparison with another field. What still fits stays; operator and value that do not are begun anew. */
export function withField<C extends Comparison>(comparison: C, path: string, field: Field | undefined): C {
  // A path and what a user has done have no operator and no value in common.
  if ((comparison.field === behaviourField) !== (path === behaviourField)) return begunAnew(comparison, comparisonOf(field, path))
  const fresh = comparisonOf(field, path)
  const isNew = comparison.field === '' && comparison.value === undefined
  const isOffered = !isNew && operatorsFor(field).some((operator) => operator === comparison.operator)
  const operator = !field || isOffered ? comparison.operator : fresh.operator
  const moved = withOperator({ ...comparison, field: path, value: fittingValue(comparison, field) }, operator)
  return moved.value === undefined && operandOf(operator) === 'one' ? { ...moved, value: fresh.value } : moved
}

function begunAnew<C extends Comparison>({ valueSource: _source, ignoreCase: _case, ...rest }: C, fresh: Comparison): C {
  return { ...rest, ...fresh } as C
}

function fittingValue({ value, operator, valueSource }: Comparison, field: Field | undefined): JsonValue | undefined {
  if (!field || value === undefined || valueSource === 'field' || isOfTime(operator)) return value
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
  const { valueSource, ignoreCase, ...rest } = comparison
  const traits = operatorTraits(operator)
  const keepsField = valueSource === 'field' && traits?.comparesFields === true
  const isField = valueSource === 'field' && !keepsField
  return {
    ...rest,
    ...(valueSource !== undefined && !isField && { valueSource }),
    ...(ignoreCase !== undefined && traits?.foldsCase !== false && { ignoreCase }),
    operator,
    value: keepsField ? comparison.value : valueFor(operator, { ...comparison, value: isField ? undefined : comparison.value }),
  } as C
}

/** The comparison with the value of another field, or with a value of its own again; either begins without. */
export function withSource<C extends Comparison>(comparison: C, isField: boolean): C {
  const { valueSource: _before, ...rest } = comparison
  return { ...rest, value: undefined, ...(isField && { valueSource: 'field' }) } as C
}

/** The comparison by letters alone, or by letters and case again. */
export function withIgnoreCase<C extends Comparison>(comparison: C, isIgnored: boolean): C {
  const { ignoreCase: _before, ...rest } = comparison
  return { ...rest, ...(isIgnored && { ignoreCase: true }) } as C
}

const isOfTime = (operator: string) => ['span', 'date', 'days'].includes(operandOf(operator))
const aWeek = { amount: 7, unit: 'days' }

function valueFor(operator: string, { field, value, operator: before }: Comparison): JsonValue | undefined {
  if (field === behaviourField) return operator === 'firstTime' ? behaviourOf({ ...draftOf(value), atLeast: undefined }) : value
  const operand = operandOf(operator)
  if (operand === 'none') return undefined
  if (operand === 'span') return conditionSpanSchema.safeParse(value).success ? value : aWeek
  if (operand === 'days') return conditionDaysSchema.safeParse(value).success ? value : undefined
  if (operand === 'date') return typeof value === 'string' && instantOf(value) !== null ? value : undefined
  if (value === undefined || operand === operandOf(before)) return value
  const members = (Array.isArray(value) ? value : [value]).filter((member) => member !== null && typeof member !== 'object')
  if (operand === 'one') return members[0]
  if (members.length === 0) return undefined
  return operand === 'list' ? members : [members[0] ?? null, members[1] ?? null]
}
