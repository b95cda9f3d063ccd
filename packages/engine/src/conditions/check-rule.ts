import { type ConditionRule, type Diagnostic, type JsonValue, type PathRoot, parsePath } from '@hookline/schema'
import { type DiagnosticPlace, diagnose } from '../diagnostic-codes.ts'
import { nearestName } from '../nearest-name.ts'
import { aType, type JsonType, jsonTypeOf } from './json-type.ts'
import { type Knowledge, type KnownField, lookUpField } from './known-field.ts'
import { findOperator, isRange, isReversedRange, type LeafTest, type Operator, operatorNames } from './operators.ts'
import { exactValue, fieldLabel } from './wording.ts'

/** A comparison that can be evaluated. */
export interface CheckedRule {
  rule: ConditionRule
  operator: Operator
  segments: [PathRoot, ...string[]]
  test: LeafTest
}

export interface RuleVerdict {
  checked: CheckedRule | null
  diagnostics: Diagnostic[]
}

/**
 * Judges one comparison.
 * In: the comparison, its path in the block's config, and what is known (null: judge without a catalogue).
 * Out: what can be evaluated (null where an error stands), and the diagnostics.
 */
export function checkRule(rule: ConditionRule, path: string, knowledge: Knowledge | null): RuleVerdict {
  const field = checkField(rule.field, `${path}.field`)
  const operator = findOperator(rule.operator)
  if (!operator) return { checked: null, diagnostics: [...field.diagnostics, unknownOperator(rule.operator, `${path}.operator`)] }
  const place = { path: `${path}.value` }
  const test = operator.bind(rule.value)
  if (!test) return { checked: null, diagnostics: [...field.diagnostics, badValue(rule, operator, place)] }
  if (!field.segments) return { checked: null, diagnostics: field.diagnostics }
  const diagnostics = isRange(rule.operator) && isReversedRange(rule.value) ? [reversedRange(rule, place)] : []
  if (knowledge) diagnostics.push(...checkKnown({ rule, operator }, path, lookUpField(field.segments, knowledge)))
  return { checked: { rule, operator, segments: field.segments, test }, diagnostics }
}

const pathCodes = {
  'path.syntax': 'condition.path-syntax',
  'path.root': 'condition.path-root',
  'path.forbidden': 'condition.path-forbidden',
} as const

function checkField(field: string, path: string): { segments: [PathRoot, ...string[]] | null; diagnostics: Diagnostic[] } {
  if (field.trim() === '')
    return { segments: null, diagnostics: [diagnose('condition.no-field', 'Choose the field to compare.', { path })] }
  const parsed = parsePath(field)
  if (parsed.ok) return { segments: parsed.segments, diagnostics: [] }
  const fix = parsed.code === 'path.root' && /^[^.[\]\s]+$/.test(field) ? { fix: `Write event.${field} or state.${field}.` } : {}
  return { segments: null, diagnostics: [diagnose(pathCodes[parsed.code], sentence(parsed.message), { path, ...fix })] }
}

function unknownOperator(operator: string, path: string): Diagnostic {
  const nearest = nearestName(operator, operatorNames)
  return diagnose('condition.unknown-operator', `There is no operator "${operator}".`, {
    path,
    fix: nearest === null ? `Use one of ${operatorNames.join(', ')}.` : `Did you mean "${nearest}"?`,
  })
}

function badValue({ field, value }: ConditionRule, operator: Operator, place: DiagnosticPlace): Diagnostic {
  const label = fieldLabel(field)
  if (value === undefined || value === null)
    return diagnose('condition.missing-value', `"${label} ${operator.words}" has nothing to compare with.`, {
      ...place,
      fix: `Give ${operator.needs}; to ask whether the field is there, use "null" or "notNull".`,
    })
  const found = Array.isArray(value) && value.length === 0 ? 'an empty list' : exactValue(value)
  return diagnose('condition.value-shape', `"${label} ${operator.words}" needs ${operator.needs}, and this is ${found}.`, {
    ...place,
    fix: `Give ${operator.needs}.`,
  })
}

function reversedRange({ field }: ConditionRule, place: DiagnosticPlace): Diagnostic {
  return diagnose('condition.range-reversed', `The range for ${fieldLabel(field)} begins above its end, so nothing lies in it.`, {
    ...place,
    fix: 'Exchange the two values.',
  })
}

/** What the catalogue says against a comparison: a field never seen, or a value of a type that the field never has. */
function checkKnown({ rule, operator }: Pick<CheckedRule, 'rule' | 'operator'>, path: string, found: KnownField): Diagnostic[] {
  if (found.known === 'cannot-tell') return []
  if (found.known === 'no') {
    const fix = found.nearest === null ? {} : { fix: `Did you mean ${found.nearest}?` }
    const never = /^(delivery|steps)\b/.test(rule.field) ? 'is not known yet where a condition is judged' : 'was never seen'
    return [diagnose('condition.unknown-field', `${rule.field} ${never}.`, { path: `${path}.field`, ...fix })]
  }
  if (operator.needs === null || found.types.length === 0) return []
  const place = (fieldTypes: JsonType[]) => ({ path: `${path}.value`, fix: remedy(rule.value, fieldTypes) })
  const compared = operator.operandTypes(rule.value)
  const label = fieldLabel(rule.field)
  if (!found.types.some((type) => compared.includes(type))) {
    const message = `${label} is ${oneOf(found.types)}; "${rule.operator}" with this value compares ${oneOf(compared)}, so it is never true.`
    return [diagnose('condition.value-type', message, place(found.types))]
  }
  const isList = found.types.length === 1 && found.types[0] === 'list' && found.elementTypes.length > 0
  const valueType = jsonTypeOf(rule.value)
  if (!isList || found.elementTypes.includes(valueType)) return []
  const message = `An element of ${label} is ${oneOf(found.elementTypes)}, and this value is ${aType(valueType)}: none equals it.`
  return [diagnose('condition.value-type', message, place(found.elementTypes))]
}

const oneOf = (types: readonly JsonType[]): string => types.map(aType).join(' or ')

function remedy(value: JsonValue | undefined, fieldTypes: readonly JsonType[]): string {
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

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
}
