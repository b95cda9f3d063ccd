import { type EventType, groupOfScope } from '@hookline/schema'

/** One of the names that a subscription may have, as a person reads it. */
export function eventName(name: string, types: readonly EventType[] | undefined): string {
  if (name === '*') return 'All events'
  const group = groupOfScope(name)
  if (group !== null) return `Group ${group}`
  return types?.find((type) => type.name === name)?.title || name
}

/** What a subscription is for, in a line: "Level completed, Level up and 3 more". */
export function eventNames(names: readonly string[], types: readonly EventType[] | undefined, shown = 2): string {
  const words = names.map((name) => eventName(name, types))
  const rest = words.length - shown
  if (rest <= 0) return words.join(', ')
  return `${words.slice(0, shown).join(', ')} and ${rest} more`
}

/** The event types that a subscription is for now; of all (`*`) and of groups those that are known. */
export function typesOfSubscription(names: readonly string[], types: readonly EventType[]): string[] {
  if (names.includes('*')) return types.map(({ name }) => name)
  const found = names.flatMap((name) => {
    const wanted = groupOfScope(name)
    return wanted === null ? [name] : types.filter(({ group }) => group === wanted).map((type) => type.name)
  })
  return [...new Set(found)]
}
