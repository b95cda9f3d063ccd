import type { CheckedRule } from '../check-rule.ts'
import type { ConditionNode } from '../compile-condition.ts'
import { pathText } from '../wording.ts'
import { type Domain, intersectDomains, isEmpty, ofTypes, uniteDomains } from './domain.ts'
import { type LeafDomains, leafDomains } from './leaf-domain.ts'

/**
 * What is known of a scope for which a condition has a result: the values that fields may have, by their paths; a path
 * that is absent may have any. Null where there is no such scope at all. A region may hold scopes too many, never too few.
 */
export type Region = ReadonlyMap<string, Domain> | null

/** What is known of the comparisons of a condition. */
export interface Assumed {
  /** Narrows the values that the field of a comparison may have; for one that is left alone, what it gives is ignored. */
  narrow?(rule: CheckedRule): Domain
  /** Comparisons that nothing is concluded from. */
  ignored?: ReadonlySet<CheckedRule>
}

const anyScope: Region = new Map()

/** The path under which a region holds the field of a comparison. */
export function fieldOf({ segments }: CheckedRule): string {
  return pathText(segments)
}

/** The scopes for which a condition has this result, with more than was asked where that cannot be told exactly. */
export function regionOf(node: ConditionNode, result: boolean, assumed: Assumed = {}): Region {
  if ('rule' in node.of) return leafRegion(node.of.rule, result, assumed)
  // What a user has done is no field: any scope may have it so or otherwise.
  if ('behaviour' in node.of) return anyScope
  const { group, children } = node.of
  const joined = group.not ? !result : result
  if (children.length === 0) return joined ? anyScope : null
  const regions = children.map((child) => regionOf(child, joined, assumed))
  return (group.combinator === 'and') === joined ? intersectRegions(regions) : uniteRegions(regions)
}

function leafRegion(rule: CheckedRule, result: boolean, { narrow, ignored }: Assumed): Region {
  if (ignored?.has(rule)) return anyScope
  const { holds, fails } = domainsOf(rule)
  const domain = result ? holds : fails
  const narrowed = narrow ? intersectDomains(domain, narrow(rule)) : domain
  return isEmpty(narrowed) ? null : new Map([[fieldOf(rule), narrowed]])
}

/** What an operator does not look at is nothing to its domains either. */
function domainsOf({ rule, operator, other }: CheckedRule): LeafDomains {
  return leafDomains({ ...rule, valueSource: other ? 'field' : 'value', ignoreCase: operator.foldsCase && rule.ignoreCase === true })
}

/** The scopes that are in all of them. */
export function intersectRegions(regions: readonly Region[]): Region {
  const common = new Map<string, Domain>()
  for (const region of regions) {
    if (region === null) return null
    for (const [field, domain] of region) {
      const known = common.get(field)
      const both = known ? intersectDomains(known, domain) : domain
      if (isEmpty(both)) return null
      common.set(field, both)
    }
  }
  return common
}

/** A field that one of them leaves open is open in the whole. */
function uniteRegions(regions: readonly Region[]): Region {
  const [first, ...rest] = regions.filter((region) => region !== null)
  if (!first) return null
  const whole = new Map(first)
  for (const region of rest) {
    for (const [field, domain] of whole) {
      const other = region.get(field)
      if (other) whole.set(field, uniteDomains(domain, other))
      else whole.delete(field)
    }
  }
  return whole
}

/** The values of the types that a comparison compares. */
export function typedDomain({ rule, operator, other }: CheckedRule): Domain {
  return other ? ofTypes(['number', 'text', 'boolean', 'list', 'object']) : ofTypes(operator.operandTypes(rule.value))
}
