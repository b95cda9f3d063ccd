import type { JsonValue } from '@hookline/schema'

/** JSON that a helper wrote: in value position it stands as it is, elsewhere it is text. */
export class JsonText {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

/** What an expression can be worth; missing fields are undefined. */
export type Value = JsonValue | JsonText | undefined

/** Emptiness as `if` of Handlebars has it: missing, null, false, "", 0 and a list without entries. */
export function isEmpty(value: Value): boolean {
  return !value || (Array.isArray(value) && value.length === 0)
}

/** Emptiness as `with` of Handlebars has it: as `if`, but 0 is not empty. */
export function isAbsent(value: Value): boolean {
  return value !== 0 && isEmpty(value)
}

/** A value as text: missing and null are empty, objects and lists are their JSON. */
export function textOf(value: Value): string {
  if (typeof value === 'string') return value
  if (value === undefined || value === null) return ''
  if (typeof value === 'object') return value instanceof JsonText ? value.text : JSON.stringify(value)
  return String(value)
}
