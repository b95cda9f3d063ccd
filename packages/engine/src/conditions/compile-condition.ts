import { behaviourField, type ConditionGroup, type ConditionRule, type Diagnostic, isConditionGroup } from '@hookline/schema'
import { diagnose, hasErrors } from '../diagnostic-codes.ts'
import { type CheckedBehaviour, checkBehaviour, testBehaviour } from './check-behaviour.ts'
import { type CheckedRule, checkRule, type ScopeTest } from './check-rule.ts'
import type { Knowledge } from './known-field.ts'
import { lintCondition } from './lint-condition.ts'
import { readCondition } from './read-condition.ts'

/** A condition as closures; the same tree decides and explains. */
export interface ConditionNode {
  test: ScopeTest
  /** A comparison, of a field or of behaviour, or the group that joins others. */
  of: { rule: CheckedRule } | { behaviour: CheckedBehaviour } | { group: ConditionGroup; children: ConditionNode[] }
}

/** `group` is the condition in its proper form; `diagnostics` of a condition that compiled are warnings. */
export type CompiledCondition =
  | { ok: true; test: ScopeTest; root: ConditionNode; group: ConditionGroup; diagnostics: Diagnostic[] }
  | { ok: false; diagnostics: Diagnostic[] }

export interface CompileConditionOptions {
  /** What is known of fields; without it fields, types of values and contradictions are not judged. */
  knowledge?: Knowledge
  /** Where the condition stands in its block's config; `condition` if not given. */
  path?: string
}

/**
 * Compiles a condition to closures, once.
 * In: react-querybuilder's rule group, as it came. Out: its test and warnings, or the errors.
 * An empty group is true; `not` negates a group's result; operators are strict on types (operators.ts).
 */
export function compileCondition(group: unknown, options: CompileConditionOptions = {}): CompiledCondition {
  const path = options.path ?? 'condition'
  const read = readCondition(group, path)
  if (!read.ok) return read
  const diagnostics: Diagnostic[] = []
  const knowledge = options.knowledge ?? null
  const doubtful = new Set<CheckedRule>()
  const root = compileGroup(read.group, { path, knowledge, diagnostics, doubtful })
  if (root === null || hasErrors(diagnostics)) return { ok: false, diagnostics }
  if (knowledge) diagnostics.push(...lintCondition(root, path, doubtful))
  return { ok: true, test: root.test, root, group: read.group, diagnostics }
}

interface Place {
  path: string
  knowledge: Knowledge | null
  diagnostics: Diagnostic[]
  /** Comparisons of which a warning says already that they hold for no value, or for all. */
  doubtful: Set<CheckedRule>
}

const saysNever: readonly string[] = ['condition.range-reversed', 'condition.value-type', 'condition.not-in-enum']

/** Null where a part of it has an error. Recursion is bounded by readCondition. */
function compileGroup(group: ConditionGroup, place: Place): ConditionNode | null {
  if (group.rules.length === 0) place.diagnostics.push(emptyGroup(group, place.path))
  const children = group.rules.map((rule, index) => {
    const path = `${place.path}.rules.${index}`
    if (isConditionGroup(rule)) return compileGroup(rule, { ...place, path })
    if (rule.field === behaviourField) return compileBehaviour(rule, { ...place, path })
    const { checked, diagnostics } = checkRule(rule, path, place.knowledge)
    place.diagnostics.push(...diagnostics)
    if (checked && diagnostics.some(({ code }) => saysNever.includes(code))) place.doubtful.add(checked)
    return checked && { test: checked.test, of: { rule: checked } }
  })
  const compiled = children.filter((child) => child !== null)
  if (compiled.length < children.length) return null
  return { test: joinTests(group, compiled), of: { group, children: compiled } }
}

function compileBehaviour(rule: ConditionRule, place: Place): ConditionNode | null {
  const { checked, diagnostics } = checkBehaviour(rule, { ...place, compileWhere: compileCondition })
  place.diagnostics.push(...diagnostics)
  return checked && { test: (scope) => testBehaviour(checked, scope), of: { behaviour: checked } }
}

function joinTests({ combinator, not }: ConditionGroup, children: readonly ConditionNode[]): ScopeTest {
  const tests = children.map(({ test }) => test)
  const [only] = tests
  const joined = only && tests.length === 1 ? only : combinator === 'and' ? allOf(tests) : anyOf(tests)
  return not ? (scope) => !joined(scope) : joined
}

function allOf(tests: readonly ScopeTest[]): ScopeTest {
  return (scope) => {
    for (const test of tests) if (!test(scope)) return false
    return true
  }
}

function anyOf(tests: readonly ScopeTest[]): ScopeTest {
  return (scope) => {
    for (const test of tests) if (test(scope)) return true
    return tests.length === 0
  }
}

function emptyGroup({ not }: ConditionGroup, path: string): Diagnostic {
  const message = not ? 'This group is empty and negated: it is never true.' : 'This condition is empty: it is always true.'
  return diagnose('condition.empty', message, { path, fix: 'Add a comparison, or remove it.' })
}
