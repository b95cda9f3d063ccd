import type { JsonObject, JsonValue } from '@hookline/schema'

/** A value that one field can hold. */
export type Plain = string | number | boolean

export function isPlain(value: JsonValue | undefined): value is Plain {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
}

/** The values that one field each can hold, and the names of the others. */
export function plainOf(values: JsonObject): { plain: [name: string, value: Plain][]; others: string[] } {
  const entries = Object.entries(values)
  return {
    plain: entries.flatMap(([name, value]): [string, Plain][] => (isPlain(value) ? [[name, value]] : [])),
    others: entries.flatMap(([name, value]) => (isPlain(value) ? [] : [name])),
  }
}
