import { type ConditionGroup, conditionDepthMax, conditionGroupSchema, conditionRulesMax, type Diagnostic } from '@hookline/schema'
import { diagnose } from '../diagnostic-codes.ts'

// Depth and number are judged by a loop before anything recursive (the schema, the compiler) sees the condition:
// ten thousand groups in groups must be a diagnostic and not a stack overflow.

/** A condition in its proper form, or what is wrong with the form. */
export type ReadCondition = { ok: true; group: ConditionGroup } | { ok: false; diagnostics: Diagnostic[] }

/**
 * Judges the form of a condition: groups in groups, each leaf with a field and an operator.
 * In: a condition as it came, and the path that it has in its block's config. Out: the group with nothing but its
 * known keys, or diagnostics.
 */
export function readCondition(raw: unknown, path: string): ReadCondition {
  const diagnostics = checkForm(raw, path)
  if (diagnostics.length > 0) return { ok: false, diagnostics }
  const parsed = conditionGroupSchema.safeParse(raw)
  if (parsed.success) return { ok: true, group: parsed.data }
  return { ok: false, diagnostics: [diagnose('condition.invalid', 'This is not a condition.', { path })] }
}

interface Pending {
  value: unknown
  path: string
  depth: number
}

function checkForm(raw: unknown, path: string): Diagnostic[] {
  if (!isRecord(raw) || !Object.hasOwn(raw, 'rules'))
    return [diagnose('condition.invalid', 'A condition is a group: combinator and rules.', { path })]
  const diagnostics: Diagnostic[] = []
  const pending: Pending[] = [{ value: raw, path, depth: 1 }]
  let count = 0
  for (let next = pending.pop(); next; next = pending.pop()) {
    if (next.depth > conditionDepthMax) return [tooDeep(path)]
    count += 1
    if (count > conditionRulesMax + 1) return [tooMany(path)]
    const problem = problemOf(next.value)
    if (problem !== null) diagnostics.push(diagnose('condition.invalid', problem, { path: next.path }))
    else pending.push(...childrenOf(next))
  }
  return diagnostics
}

function childrenOf({ value, path, depth }: Pending): Pending[] {
  if (!isRecord(value) || !Array.isArray(value.rules)) return []
  // One more than may be is enough to find that there are too many.
  const rules: unknown[] = value.rules.slice(0, conditionRulesMax + 1)
  return rules.map((rule, index) => ({ value: rule, path: `${path}.rules.${index}`, depth: isGroup(rule) ? depth + 1 : depth })).reverse()
}

/** What is wrong with the form of a group or comparison, or null. */
function problemOf(value: unknown): string | null {
  if (!isRecord(value)) return 'A condition holds groups and comparisons alone.'
  return isGroup(value) ? problemOfGroup(value) : problemOfLeaf(value)
}

function problemOfGroup({ rules, combinator, not, id }: Record<string, unknown>): string | null {
  if (!Array.isArray(rules)) return 'The rules of a group are a list.'
  if (combinator !== 'and' && combinator !== 'or') return 'The combinator of a group is "and" or "or".'
  if (not !== undefined && typeof not !== 'boolean') return '"not" of a group is true or false.'
  return problemOfId(id)
}

function problemOfLeaf({ field, operator, valueSource, ignoreCase, id }: Record<string, unknown>): string | null {
  if (typeof field !== 'string' || field.length > 500) return 'The field of a comparison is a path of at most 500 characters.'
  if (typeof operator !== 'string' || operator.length > 50) return 'The operator of a comparison is a name.'
  if (valueSource !== undefined && valueSource !== 'value' && valueSource !== 'field')
    return 'The value of a comparison comes from "value" or from "field".'
  if (ignoreCase !== undefined && typeof ignoreCase !== 'boolean') return '"ignoreCase" of a comparison is true or false.'
  return problemOfId(id)
}

function problemOfId(id: unknown): string | null {
  return id === undefined || typeof id === 'string' ? null : 'The id of a rule is a text.'
}

function tooDeep(path: string): Diagnostic {
  return diagnose('condition.too-deep', `The groups of this condition are nested more than ${conditionDepthMax} deep.`, {
    path,
    fix: 'Write it with fewer groups, or with several condition blocks.',
  })
}

function tooMany(path: string): Diagnostic {
  return diagnose('condition.too-many-rules', `This condition has more than ${conditionRulesMax} comparisons and groups.`, {
    path,
    fix: 'Use "is one of" with a list instead of many comparisons.',
  })
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isGroup(value: unknown): boolean {
  return isRecord(value) && Object.hasOwn(value, 'rules')
}
