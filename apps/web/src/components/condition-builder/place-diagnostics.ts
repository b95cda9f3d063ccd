import type { Diagnostic } from '@hookline/schema'

export type RulePart = 'field' | 'operator' | 'value'

/** The place of a rule or group in its block's config: `condition.rules.0.rules.2`. */
export function placeOf(path: readonly number[]): string {
  return ['condition', ...path.map((index) => `rules.${index}`)].join('.')
}

/** What there is to say of one rule or group itself, not of what is in it. */
export function diagnosticsAt(diagnostics: readonly Diagnostic[], path: readonly number[]): Diagnostic[] {
  const place = placeOf(path)
  return diagnostics.filter(
    (diagnostic) => diagnostic.path === place || (diagnostic.path?.startsWith(`${place}.`) && partOf(diagnostic, path)),
  )
}

/** The part of a rule that a diagnostic is about, or null for the whole of it. */
export function partOf(diagnostic: Diagnostic, path: readonly number[]): RulePart | null {
  const [part] = diagnostic.path?.slice(placeOf(path).length + 1).split('.') ?? []
  return part === 'field' || part === 'operator' || part === 'value' ? part : null
}
