import type { Diagnostic } from '@hookline/schema'
import { diagnose } from '../diagnostic-codes.ts'
import type { CheckedRule } from './check-rule.ts'
import type { ConditionNode } from './compile-condition.ts'
import { describeCondition } from './describe-condition.ts'
import { type Assumed, fieldOf, intersectRegions, regionOf, typedDomain } from './region/region.ts'

/**
 * Finds groups that decide nothing, the innermost of each kind. Both are sure, though not all are found:
 * - `condition.never-true`: the group is false for every scope.
 * - `condition.always-true`: the group is true for every scope in which each field that it compares has a value of a type
 *   that all its comparisons compare, or is missing where one of them asks whether it is (`null`, `notNull`).
 * In: the compiled condition, its path, and comparisons that have warnings of their own and are left out.
 */
export function lintCondition(node: ConditionNode, path: string, ignored: ReadonlySet<CheckedRule>): Diagnostic[] {
  if (!('group' in node.of)) return []
  const inner = node.of.children.flatMap((child, index) => lintCondition(child, `${path}.rules.${index}`, ignored))
  if (inner.length > 0 || node.of.children.length === 0) return inner
  if (regionOf(node, true, { ignored }) === null) return [neverTrue(node, path, ignored)]
  return isAlwaysTrue(node, ignored) ? [alwaysTrue(node, path, ignored)] : []
}

function isAlwaysTrue(node: ConditionNode, ignored: ReadonlySet<CheckedRule>): boolean {
  const rules = rulesOf(node).filter((rule) => !ignored.has(rule))
  const asked = new Set(rules.filter(({ operator }) => operator.needs === null).map(fieldOf))
  const narrow = (rule: CheckedRule) => (asked.has(fieldOf(rule)) ? { ...typedDomain(rule), missing: true } : typedDomain(rule))
  // Where no value has all the types that are compared, nothing is to be said of such values.
  const typed = intersectRegions(rules.map((rule) => new Map([[fieldOf(rule), narrow(rule)]])))
  return typed !== null && regionOf(node, false, { narrow, ignored }) === null
}

function rulesOf(node: ConditionNode): CheckedRule[] {
  if ('rule' in node.of) return [node.of.rule]
  return 'group' in node.of ? node.of.children.flatMap(rulesOf) : []
}

function neverTrue(node: ConditionNode, path: string, ignored: ReadonlySet<CheckedRule>): Diagnostic {
  const pair = decidingPair(node, true, { ignored })
  const what = pair ?? 'The comparisons of this group'
  return diagnose('condition.never-true', `${what} contradict each other, so this is never true.`, {
    path,
    fix: 'Change one of them, or ask for any of them instead of all.',
  })
}

function alwaysTrue(node: ConditionNode, path: string, ignored: ReadonlySet<CheckedRule>): Diagnostic {
  const pair = decidingPair(node, false, { narrow: typedDomain, ignored })
  const what = pair === null ? 'This group leaves' : `${pair} leave`
  return diagnose('condition.always-true', `${what} no value out, so this is always true where its fields are known.`, {
    path,
    fix: 'Change one of the comparisons, or ask for all of them instead of any.',
  })
}

/** Two comparisons of a group that no value gives this result at once, in words. */
function decidingPair({ of }: ConditionNode, result: boolean, assumed: Assumed): string | null {
  if (!('group' in of) || of.group.not) return null
  const leaves = of.children.filter((child) => 'rule' in child.of)
  for (const [index, left] of leaves.entries()) {
    for (const right of leaves.slice(index + 1)) {
      if (intersectRegions([regionOf(left, result, assumed), regionOf(right, result, assumed)]) !== null) continue
      const rules = [left, right].flatMap(({ of }) => ('rule' in of ? [of.rule.rule] : []))
      return describeCondition({ combinator: of.group.combinator, rules })
    }
  }
  return null
}
