import type { ConditionRule, Diagnostic, JsonValue } from '@hookline/schema'
import { diagnose } from '../diagnostic-codes.ts'
import { nearestName } from '../nearest-name.ts'
import type { CheckedRule, Segments } from './check-rule.ts'
import { aType, type JsonType, jsonTypeOf } from './json-type.ts'
import { type Knowledge, type KnownField, type KnownValues, lookUpField } from './known-field.ts'
import { folding, isScalar, type Operator } from './operator.ts'
import { exactValue, fieldLabel, pathText } from './wording.ts'

type Comparison = Pick<CheckedRule, 'rule' | 'operator' | 'segments' | 'other'>
type Found = Extract<KnownField, { known: 'yes' }>

/** What the catalogue says against a comparison: a field never seen, or a value that the field never has. */
export function checkKnown({ rule, operator, segments, other }: Comparison, path: string, knowledge: Knowledge): Diagnostic[] {
  const field = lookUp(segments, { field: rule.field, path: `${path}.field` }, knowledge)
  if (other) {
    const compared = lookUp(other, { field: pathText(other), path: `${path}.value` }, knowledge)
    const types = field.found && compared.found ? checkFieldTypes({ rule, operator }, `${path}.value`, [field.found, compared.found]) : []
    return [...field.diagnostics, ...compared.diagnostics, ...types]
  }
  if (!field.found || operator.needs === null) return field.diagnostics
  return checkValue({ rule, operator }, `${path}.value`, field.found)
}

function lookUp(
  segments: Segments,
  { field, path }: { field: string; path: string },
  knowledge: Knowledge,
): { found: Found | null; diagnostics: Diagnostic[] } {
  const found = lookUpField(segments, knowledge)
  if (found.known === 'yes') return { found, diagnostics: [] }
  if (found.known === 'cannot-tell') return { found: null, diagnostics: [] }
  const fix = found.nearest === null ? {} : { fix: `Did you mean ${found.nearest}?` }
  const never = /^(delivery|steps)\b/.test(field) ? 'is not known yet where a condition is judged' : 'was never seen'
  return { found: null, diagnostics: [diagnose('condition.unknown-field', `${field} ${never}.`, { path, ...fix })] }
}

type Judged = Pick<Comparison, 'rule' | 'operator'>

/** A value of a type that the field never has, or that its schema does not name. */
function checkValue({ rule, operator }: Judged, path: string, found: Found): Diagnostic[] {
  const warn = (message: string, types: JsonType[]) => [diagnose('condition.value-type', message, { path, fix: remedy(rule.value, types) })]
  const compared = operator.operandTypes(rule.value)
  const label = fieldLabel(rule.field)
  if (found.types.length > 0 && !found.types.some((type) => compared.includes(type))) {
    const message = `${label} is ${oneOf(found.types)}; "${rule.operator}" with this value compares ${oneOf(compared)}, so it is never true.`
    return warn(message, found.types)
  }
  const isList = found.types.length === 1 && found.types[0] === 'list'
  const members = (Array.isArray(rule.value) ? rule.value : [rule.value]).filter(isScalar)
  const strange = members.find((member) => isList && found.elements.types.length > 0 && !found.elements.types.includes(jsonTypeOf(member)))
  if (strange !== undefined) {
    const message = `An element of ${label} is ${oneOf(found.elements.types)}, and this value is ${aType(jsonTypeOf(strange))}: none equals it.`
    return warn(message, found.elements.types)
  }
  const isAsked = (isList ? byElement : byEquality).includes(rule.operator)
  return isAsked ? checkChoices(rule, path, isList ? found.elements : found) : []
}

const byEquality: readonly string[] = ['=', '!=', 'in', 'notIn']
const byElement: readonly string[] = ['contains', 'doesNotContain', 'containsAny', 'containsAll', 'containsNone']

/** Members of a value that the schema of the field (or of its elements) does not name. */
function checkChoices(rule: ConditionRule, path: string, { choices }: KnownValues): Diagnostic[] {
  if (choices === null) return []
  const fold = folding(rule.ignoreCase === true)
  const known = new Set(choices.map(fold))
  const members = Array.isArray(rule.value) ? rule.value : [rule.value]
  const strange = members.filter((member) => member !== undefined && !known.has(fold(member)))
  if (strange.length === 0) return []
  const label = fieldLabel(rule.field)
  const names = strange.map(exactValue).join(', ')
  const nearest =
    typeof strange[0] === 'string'
      ? nearestName(
          strange[0],
          choices.filter((choice) => typeof choice === 'string'),
        )
      : null
  return [
    diagnose('condition.not-in-enum', `${label} is never ${names}: its schema does not name ${strange.length === 1 ? 'it' : 'them'}.`, {
      path,
      fix: nearest === null ? `Choose among ${listed(choices)}.` : `Did you mean "${nearest}"?`,
    }),
  ]
}

const choicesMax = 8

function listed(choices: readonly JsonValue[]): string {
  const shown = choices.slice(0, choicesMax).map(exactValue).join(', ')
  return choices.length > choicesMax ? `${shown} and ${choices.length - choicesMax} more` : shown
}

/** Two fields that never have values of types that could be compared. */
function checkFieldTypes({ rule, operator }: Judged, path: string, [field, other]: [Found, Found]): Diagnostic[] {
  if (field.types.length === 0 || other.types.length === 0) return []
  const compared = new Set(other.types.flatMap((type) => typesComparedWith(operator, type, other.elements.types)))
  if (field.types.some((type) => compared.has(type))) return []
  const message = `${fieldLabel(rule.field)} is ${oneOf(field.types)} and ${typeof rule.value === 'string' ? rule.value : ''} is ${oneOf(other.types)}: "${rule.operator}" of the two is never true.`
  return [diagnose('condition.value-type', message, { path, fix: `Compare it with a field that is ${oneOf(field.types)}.` })]
}

/** A value of each type; one that stands for all of its type where it is asked with what a value can be compared. */
const examples: Readonly<Record<JsonType, JsonValue>> = {
  ...{ number: 0, text: '2026-11-21', boolean: true, object: {}, missing: null, list: [] },
}
const anyScalar: readonly JsonType[] = ['number', 'text', 'boolean']

function typesComparedWith(operator: Operator, type: JsonType, elementTypes: readonly JsonType[]): JsonType[] {
  const elements = (elementTypes.length > 0 ? elementTypes : anyScalar).map((element) => examples[element])
  const value = type === 'list' ? elements : examples[type]
  return operator.bind(value, false) ? operator.operandTypes(value) : []
}

const oneOf = (types: readonly JsonType[]): string => types.map(aType).join(' or ')

function remedy(value: ConditionRule['value'], fieldTypes: readonly JsonType[]): string {
  const mended = mendedValue(value, fieldTypes)
  if (mended === null) return `Compare it with ${oneOf(fieldTypes)}, or choose another operator.`
  return `Write ${mended} as ${oneOf(fieldTypes)}, without quotes.`
}

/** The same value in the field's own type, where text was written for a number or for true and false. */
function mendedValue(value: JsonValue | undefined, fieldTypes: readonly JsonType[]): string | null {
  if (Array.isArray(value)) {
    const members = value.map((member) => mendedValue(member, fieldTypes))
    return members.length > 0 && members.every((member) => member !== null) ? members.join(', ') : null
  }
  if (typeof value !== 'string' || value.trim() === '') return null
  if (fieldTypes.includes('number') && Number.isFinite(Number(value))) return String(Number(value))
  return fieldTypes.includes('boolean') && (value === 'true' || value === 'false') ? value : null
}
