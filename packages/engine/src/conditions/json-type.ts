import type { JsonSchema, JsonValue } from '@hookline/schema'

/** The type of a JSON value, in the words that people read. */
export type JsonType = 'number' | 'text' | 'boolean' | 'list' | 'object' | 'missing'

/** The type of a value; undefined and null are both missing. */
export function jsonTypeOf(value: JsonValue | undefined): JsonType {
  if (value === undefined || value === null) return 'missing'
  if (typeof value === 'string') return 'text'
  if (typeof value === 'number') return 'number'
  if (typeof value === 'boolean') return 'boolean'
  return Array.isArray(value) ? 'list' : 'object'
}

const typeBySchemaName: ReadonlyMap<string, JsonType> = new Map([
  ['number', 'number'],
  ['integer', 'number'],
  ['string', 'text'],
  ['boolean', 'boolean'],
  ['array', 'list'],
  ['object', 'object'],
])

/** The types that a schema allows beside null; none where it does not say. */
export function typesOfSchema(schema: JsonSchema): JsonType[] {
  const names = typeof schema.type === 'string' ? [schema.type] : (schema.type ?? [])
  return names.flatMap((name) => typeBySchemaName.get(name) ?? [])
}

/** A type with its article, as it stands in a sentence. */
export function aType(type: JsonType): string {
  if (type === 'text' || type === 'missing') return type
  return type === 'object' ? 'an object' : `a ${type}`
}
