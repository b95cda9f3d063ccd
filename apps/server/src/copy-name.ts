const nameMax = 200
const suffix = ' (copy)'

/** The name of a copy: no longer than a name may be, and no character cut in half. */
export function copyName(name: string): string {
  return `${name.slice(0, nameMax - suffix.length).replace(/[\uD800-\uDBFF]$/, '')}${suffix}`
}
