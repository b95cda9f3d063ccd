import { type ConditionRule, type Diagnostic, type PathRoot, parsePath, readPath } from '@hookline/schema'
import { type DiagnosticPlace, diagnose } from '../diagnostic-codes.ts'
import { nearestName } from '../nearest-name.ts'
import type { ConditionScope } from './check-behaviour.ts'
import { checkKnown } from './check-known.ts'
import type { Knowledge } from './known-field.ts'
import { comparesFields, type Operator } from './operator.ts'
import { findOperator, operatorNames } from './operators.ts'
import { isReversedRange } from './scalar-operators.ts'
import { exactValue, fieldLabel } from './wording.ts'

/** A test of what a condition can see; `now` is the scope's. */
export type ScopeTest = (scope: ConditionScope) => boolean

export type Segments = [PathRoot, ...string[]]

/** A comparison that can be evaluated. */
export interface CheckedRule {
  rule: ConditionRule
  operator: Operator
  segments: Segments
  /** The other field that it compares with; null where its value is its own. */
  other: Segments | null
  test: ScopeTest
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
  const compared =
    rule.valueSource === 'field' && operator.form !== 'none' ? withField(rule, operator, path) : withValue(rule, operator, path)
  if (!('bind' in compared)) return { checked: null, diagnostics: [...field.diagnostics, ...compared.diagnostics] }
  if (!field.segments) return { checked: null, diagnostics: field.diagnostics }
  const checked = { rule, operator, segments: field.segments, other: compared.other, test: compared.bind(field.segments) }
  const diagnostics = [...compared.diagnostics]
  if (rule.ignoreCase === true && !operator.foldsCase) diagnostics.push(idleIgnoreCase(rule, operator, path))
  if (knowledge) diagnostics.push(...checkKnown(checked, path, knowledge))
  return { checked, diagnostics }
}

/** What a comparison compares with, ready to be bound to its field; without `bind` its errors. */
type Compared =
  | { other: Segments | null; bind: (segments: Segments) => ScopeTest; diagnostics: Diagnostic[] }
  | { diagnostics: Diagnostic[] }

function withValue(rule: ConditionRule, operator: Operator, path: string): Compared {
  const place = { path: `${path}.value` }
  const test = operator.bind(rule.value, rule.ignoreCase === true)
  if (!test) return { diagnostics: [badValue(rule, operator, place)] }
  const bind = (segments: Segments): ScopeTest => {
    return (scope) => test(readPath(scope, segments), scope.now)
  }
  return { other: null, bind, diagnostics: operator.form === 'range' && isReversedRange(rule.value) ? [reversedRange(rule, place)] : [] }
}

/** A comparison with another field is the comparison with its present value, so both have the same rules of types. */
function withField({ field, value, ignoreCase }: ConditionRule, operator: Operator, path: string): Compared {
  const place = { path: `${path}.value` }
  if (!comparesFields(operator)) {
    const message = `"${fieldLabel(field)} ${operator.words}" needs ${operator.needs}, and this is another field.`
    return { diagnostics: [diagnose('condition.value-shape', message, { ...place, fix: `Give ${operator.needs}.` })] }
  }
  if (typeof value !== 'string' || value.trim() === '') {
    const message = `"${fieldLabel(field)} ${operator.words}" has no field to compare with.`
    return { diagnostics: [diagnose('condition.missing-value', message, { ...place, fix: 'Choose the other field.' })] }
  }
  const { segments: other, diagnostics } = checkField(value, place.path)
  if (!other) return { diagnostics }
  const folds = ignoreCase === true
  const bind = (segments: Segments): ScopeTest => {
    return (scope) => operator.bind(readPath(scope, other), folds)?.(readPath(scope, segments), scope.now) ?? false
  }
  return { other, bind, diagnostics: [] }
}

const pathCodes = {
  'path.syntax': 'condition.path-syntax',
  'path.root': 'condition.path-root',
  'path.forbidden': 'condition.path-forbidden',
} as const

function checkField(field: string, path: string): { segments: Segments | null; diagnostics: Diagnostic[] } {
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

function idleIgnoreCase({ field }: ConditionRule, { words }: Operator, path: string): Diagnostic {
  const message = `"${fieldLabel(field)} ${words}" compares no letters, so ignoring case does nothing.`
  return diagnose('condition.ignore-case', message, { path: `${path}.operator`, fix: 'Do not ignore case here.' })
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
}
