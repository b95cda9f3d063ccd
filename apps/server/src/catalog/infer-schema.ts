import { forbiddenKeys, type JsonObject, type JsonSchema, type JsonValue } from '@hookline/schema'
import { createSchema, mergeSchemas, type Schema } from 'genson-js'

// Schemas are inferred from data of strangers, so everything about them is bounded: what is cut off is left open
// (`additionalProperties`), never said to be missing.

const depthMax = 8
const propertiesMax = 200
const fieldsMax = 1000
const keyLengthMax = 200
const itemsMax = 20
const nodesMax = 2000

/** The shape of the objects given; nothing of it is required. Out: null for none. */
export function inferSchema(values: readonly JsonObject[]): JsonSchema | null {
  if (values.length === 0) return null
  const schemas = values.map((value) => createSchema(outline(value, 0, { nodes: nodesMax }), { noRequired: true }))
  return bounded(mergeSchemas(schemas, { noRequired: true }))
}

/** One schema for whatever either of two inferred ones allows. */
export function mergeInferred(known: JsonSchema | null, seen: JsonSchema): JsonSchema {
  if (known === null) return seen
  // Both came from here, so they are of the library's own form.
  return bounded(mergeSchemas([known as Schema, seen as Schema], { noRequired: true }))
}

/** A value's shape alone: strings emptied, lists and objects cut. */
function outline(value: JsonValue, depth: number, left: { nodes: number }): JsonValue {
  left.nodes--
  if (typeof value === 'string') return ''
  if (typeof value !== 'object' || value === null) return value
  const goesOn = depth < depthMax && left.nodes > 0
  if (Array.isArray(value)) return goesOn ? value.slice(0, itemsMax).map((item) => outline(item, depth + 1, left)) : []
  const entries: [string, JsonValue][] = []
  for (const key in value) {
    if (!goesOn || entries.length >= propertiesMax || left.nodes <= 0) break
    const inner = value[key]
    if (inner === undefined || key.length > keyLengthMax || forbiddenKeys.has(key)) continue
    entries.push([key, outline(inner, depth + 1, left)])
  }
  return Object.fromEntries(entries)
}

function bounded(schema: JsonSchema, left = { fields: fieldsMax }): JsonSchema {
  const { properties, items, anyOf } = schema
  const cut: JsonSchema = { ...schema }
  if (items) cut.items = bounded(items, left)
  if (Array.isArray(anyOf)) cut.anyOf = anyOf.map((branch: JsonSchema) => bounded(branch, left))
  if (!properties) return cut
  const kept: [string, JsonSchema][] = []
  for (const [key, inner] of Object.entries(properties)) {
    if (kept.length >= propertiesMax || left.fields <= 0) break
    left.fields--
    kept.push([key, bounded(inner, left)])
  }
  cut.properties = Object.fromEntries(kept)
  if (kept.length >= propertiesMax || left.fields <= 0) cut.additionalProperties = true
  return cut
}
