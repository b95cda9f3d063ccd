import type { Catalog, ConditionGroup, Diagnostic } from '@hookline/schema'
import { compileCondition } from '../conditions/compile-condition.ts'

/**
 * Judges the condition of a block's config, where there is one.
 * Out: the condition to store (null where there is none or it has errors), and the diagnostics.
 */
export function readOptionalCondition(
  raw: unknown,
  { catalog, eventTypes }: { catalog: Catalog; eventTypes: readonly string[] },
): { condition: ConditionGroup | null; diagnostics: Diagnostic[] } {
  if (raw === undefined || raw === null) return { condition: null, diagnostics: [] }
  const compiled = compileCondition(raw, { knowledge: { catalog, eventTypes } })
  if (!compiled.ok) return { condition: null, diagnostics: compiled.diagnostics }
  return { condition: compiled.group, diagnostics: compiled.diagnostics }
}
