import type { JsonValue } from '@hookline/schema'
import type { Field } from '../fields/field.ts'

/** What is typed into the editor of one value. */
export type ValueKind = 'text' | 'number' | 'boolean'

/** The kind of a value; null for what no editor of one value can show (a list, an object, null). */
export function kindOf(value: JsonValue | undefined): ValueKind | null {
  if (typeof value === 'string') return 'text'
  if (typeof value === 'number') return 'number'
  return typeof value === 'boolean' ? 'boolean' : null
}

/** The kind that a field's values have; null where it has none of its own. An element of a list may be anything. */
export function fieldKind(field: Field | undefined): ValueKind | null {
  if (field?.options?.length) {
    const kinds = new Set(field.options.map(kindOf))
    const [only] = kinds
    return kinds.size === 1 ? (only ?? null) : null
  }
  if (field?.type === 'list') return elementKind(field.sample)
  return field?.type === 'text' || field?.type === 'number' || field?.type === 'boolean' ? field.type : null
}

function elementKind(sample: JsonValue | undefined): ValueKind | null {
  const kinds = new Set(Array.isArray(sample) ? sample.map(kindOf) : [])
  const [only] = kinds
  return kinds.size === 1 ? (only ?? null) : null
}

/** The number that was typed; null where it is none, or none that JSON can write. */
export function numberOf(text: string): number | null {
  const trimmed = text.trim()
  if (!/^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(trimmed)) return null
  const number = Number(trimmed)
  return Number.isFinite(number) ? number : null
}

/** A value as another kind, undefined where it cannot be one: "5" is 5 and "five" is no number. */
export function convert(value: JsonValue | undefined, kind: ValueKind): JsonValue | undefined {
  const from = kindOf(value)
  if (from === null || from === kind || value === undefined) return from === kind ? value : undefined
  if (kind === 'text') return JSON.stringify(value)
  if (kind === 'number') return typeof value === 'string' ? (numberOf(value) ?? undefined) : undefined
  return value === 'true' ? true : value === 'false' ? false : undefined
}

/** One member of a list as it is shown: as it is where it has the kind of the list, else with its kind to be seen. */
export function memberText(member: JsonValue, kind: ValueKind): string {
  const own = kindOf(member)
  const text = typeof member === 'string' && own === kind ? member : JSON.stringify(member)
  return own === kind ? text : `${text} (${own ?? 'neither'})`
}

/** The members of a list after its texts were edited; those whose text stayed are the very values that they were. */
export function membersOf(texts: readonly string[], before: readonly JsonValue[], kind: ValueKind): JsonValue[] {
  const left = before.map((member) => ({ member, text: memberText(member, kind) }))
  return texts.flatMap((text) => {
    const index = left.findIndex((one) => one.text === text)
    const [found] = index >= 0 ? left.splice(index, 1) : []
    if (found) return [found.member]
    const member = convert(text.trim(), kind)
    return member === undefined || member === '' ? [] : [member]
  })
}
