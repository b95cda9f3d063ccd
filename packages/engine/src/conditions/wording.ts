import { type ConditionRule, conditionDaysSchema, conditionSpanSchema, type JsonValue, parsePath } from '@hookline/schema'
import { instantOf } from './dates.ts'
import type { OperandForm } from './operator.ts'
import { dayName } from './time-operators.ts'

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

/**
 * What a comparison compares with, as it stands in a sentence: a list written out, the two ends of a range with "and"
 * between them, "7 days", "Monday or Friday (UTC)", the path of another field. What has another form is an exact value.
 */
export function wordOperand(
  { value, valueSource }: ConditionRule,
  form: OperandForm,
  style: (value: JsonValue | undefined) => string,
): string {
  if (valueSource === 'field') return typeof value === 'string' ? value.trim() : style(value)
  if (form === 'span') return wordSpan(value) ?? exactValue(value)
  if (form === 'days') return wordDays(value) ?? exactValue(value)
  if (form === 'date' && typeof value === 'string' && instantOf(value) !== null) return value
  if (!Array.isArray(value)) return style(value)
  const members = value.slice(0, membersMax).map(style)
  const rest = value.length - members.length
  if (rest > 0) return `${members.join(', ')} and ${rest} more`
  return members.join(form === 'range' ? ' and ' : ', ')
}

function wordSpan(value: JsonValue | undefined): string | null {
  const span = conditionSpanSchema.safeParse(value)
  if (!span.success) return null
  const { amount, unit } = span.data
  return amount === 1 ? `1 ${unit.slice(0, -1)}` : `${amount} ${unit}`
}

function wordDays(value: JsonValue | undefined): string | null {
  const wanted = conditionDaysSchema.safeParse(value)
  return wanted.success ? `${wanted.data.days.map(dayName).join(' or ')} (${wanted.data.timeZone})` : null
}

function isPlain(text: string): boolean {
  return /^\p{L}[\p{L}\p{N}_.-]*$/u.test(text) && !parsePath(text).ok && !['true', 'false', 'null', 'missing', 'and', 'or'].includes(text)
}

/** Cuts a long text without cutting a surrogate pair. */
function shorten(text: string): string {
  if (text.length <= textCharsMax) return text
  return `${text.slice(0, textCharsMax).replace(/[\uD800-\uDBFF]$/, '')}…`
}
