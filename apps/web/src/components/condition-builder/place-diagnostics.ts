import type { Diagnostic } from '@hookline/schema'

export type RulePart = 'field' | 'operator' | 'value'

const placePattern = /^condition(?:\.rules\.\d+)*(?=\.|$)/

/** The place of a rule or group in its block's config: `condition.rules.0.rules.2`. */
export function placeOf(path: readonly number[]): string {
  return ['condition', ...path.map((index) => `rules.${index}`)].join('.')
}

/** The diagnostics by the place of the rule or group that each is about; those about anything else are left out. */
export function byPlace(diagnostics: readonly Diagnostic[]): ReadonlyMap<string, Diagnostic[]> {
  const placed = new Map<string, Diagnostic[]>()
  for (const diagnostic of diagnostics) {
    const [place] = placePattern.exec(diagnostic.path ?? '') ?? []
    if (place === undefined) continue
    const there = placed.get(place)
    if (there) there.push(diagnostic)
    else placed.set(place, [diagnostic])
  }
  return placed
}

/** The part of its rule that a diagnostic is about, or null for the whole of it. */
export function partOf({ path = '' }: Diagnostic): RulePart | null {
  const part = path.replace(placePattern, '').split('.')[1]
  return part === 'field' || part === 'operator' || part === 'value' ? part : null
}
