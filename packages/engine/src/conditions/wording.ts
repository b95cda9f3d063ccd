import { type JsonValue, parsePath } from '@hookline/schema'

const textCharsMax = 60
const membersMax = 8

/** A field as people read it: `event.level` is "level", every other path stays as it is written. */
export function fieldLabel(field: string): string {
  const path = parsePath(field)
  if (!path.ok || path.segments[0] !== 'event' || path.segments.length === 1) return field.trim()
  return path.segments.slice(1).join('.')
}

/** The path of these segments, as it is written in a condition. */
export function pathText(segments: readonly string[]): string {
  return segments.map((segment) => (/[.\s]/.test(segment) ? `[${segment}]` : segment)).join('.')
}

/** A value with its type still to be seen: text stands in quotes. */
export function exactValue(value: JsonValue | undefined): string {
  if (value === undefined || value === null) return 'missing'
  if (typeof value === 'string') return `"${shorten(value)}"`
  if (Array.isArray(value)) return value.length === 1 ? 'a list of 1' : `a list of ${value.length}`
  return typeof value === 'object' ? 'an object' : String(value)
}

/** A value as it stands in a sentence: text needs quotes only where it could be taken for something else. */
export function plainValue(value: JsonValue | undefined): string {
  return typeof value === 'string' && isPlain(value) ? shorten(value) : exactValue(value)
}

/** The value of a comparison in a sentence: a list is written out, the two ends of a range with "and" between them. */
export function wordValue(value: JsonValue | undefined, style: (value: JsonValue | undefined) => string, isRange: boolean): string {
  if (!Array.isArray(value)) return style(value)
  const members = value.slice(0, membersMax).map(style)
  const rest = value.length - members.length
  if (rest > 0) return `${members.join(', ')} and ${rest} more`
  return members.join(isRange ? ' and ' : ', ')
}

function isPlain(text: string): boolean {
  return /^\p{L}[\p{L}\p{N}_.-]*$/u.test(text) && !['true', 'false', 'null', 'missing', 'and', 'or'].includes(text)
}

/** Cuts a long text without cutting a surrogate pair. */
function shorten(text: string): string {
  if (text.length <= textCharsMax) return text
  return `${text.slice(0, textCharsMax).replace(/[\uD800-\uDBFF]$/, '')}…`
}
