import { groupOfScope } from '@hookline/schema'

/** The types that a subscription is for, its groups replaced by the types that they have now. */
export function expandGroups(names: readonly string[], groups: readonly { name: string; group: string }[]): string[] {
  const types = names.flatMap((name) => {
    const wanted = groupOfScope(name)
    return wanted === null ? [name] : groups.filter(({ group }) => group === wanted).map((row) => row.name)
  })
  return [...new Set(types)]
}
