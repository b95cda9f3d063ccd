// A subscription names event types, groups of them, or all. A group stands as `user_activity/*`: no type has a slash.

const groupSuffix = '/*'

/** How a subscription names all types of a group, those to come as well: `user_activity/*`. */
export function groupScope(group: string): string {
  return `${group}${groupSuffix}`
}

/** The group that a name of a subscription stands for; null for a type, and for `*`. */
export function groupOfScope(name: string): string | null {
  return name.endsWith(groupSuffix) && name.length > groupSuffix.length ? name.slice(0, -groupSuffix.length) : null
}

/** Whether a subscription to these names gets events of a type, whose group is null where it has none. */
export function takesEventType(names: readonly string[], { type, group }: { type: string; group: string | null }): boolean {
  return names.includes('*') || names.includes(type) || (group !== null && names.includes(groupScope(group)))
}
