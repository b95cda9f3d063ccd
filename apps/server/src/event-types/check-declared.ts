import type { FieldError, JsonObject, JsonSchema, JsonValue } from '@hookline/schema'
import { invalidFields } from '../service-error.ts'

/** Bytes of a schema or a sample, at most. */
const bytesMax = 64 * 1024
const depthMax = 32
const typeNames: readonly string[] = ['null', 'boolean', 'object', 'array', 'number', 'integer', 'string']

interface Declared {
  schema?: JsonObject | undefined
  sample?: JsonObject | null | undefined
}

/** Refuses a declared schema or sample that is too large, or a schema that is plainly none (JSON Schema 2020-12). */
export function checkDeclared({ schema, sample }: Declared): void {
  const errors = [...tooLarge('schema', schema), ...tooLarge('sample', sample)]
  if (schema && errors.length === 0) {
    if (schema.type !== undefined && schema.type !== 'object')
      errors.push(invalid('schema.type', 'must be "object": the data of an event is one'))
    else errors.push(...schemaErrors(schema, 'schema', 0))
  }
  if (errors.length > 0) throw invalidFields(errors)
}

/** A declared schema as the catalogue keeps it; `checkDeclared` has seen that its known keywords are of their types. */
export function asSchema(schema: JsonObject): JsonSchema {
  return schema as JsonSchema
}

function tooLarge(path: string, value: JsonObject | null | undefined): FieldError[] {
  if (!value || Buffer.byteLength(JSON.stringify(value)) <= bytesMax) return []
  return [{ path, code: 'field.too-large', message: `is larger than ${bytesMax} bytes: make it smaller` }]
}

function schemaErrors(schema: JsonValue, path: string, depth: number): FieldError[] {
  if (!isObject(schema)) return [invalid(path, 'must be a JSON Schema object: write {} for any value')]
  if (depth > depthMax) return [invalid(path, `is nested more than ${depthMax} levels deep: make it flatter`)]
  const below = (value: JsonValue, ...at: (string | number)[]) => schemaErrors(value, [path, ...at].join('.'), depth + 1)
  const { type, properties, items, required, enum: values } = schema
  const errors: FieldError[] = []
  if (type !== undefined && !isType(type)) errors.push(invalid(`${path}.type`, `must be one or several of ${typeNames.join(', ')}`))
  if (required !== undefined && !isTexts(required)) errors.push(invalid(`${path}.required`, 'must be a list of field names'))
  if (values !== undefined && !Array.isArray(values)) errors.push(invalid(`${path}.enum`, 'must be a list of values'))
  if (properties !== undefined && !isObject(properties))
    errors.push(invalid(`${path}.properties`, 'must be an object of fields and schemas'))
  else for (const [key, inner] of Object.entries(properties ?? {})) errors.push(...below(inner, 'properties', key))
  if (items !== undefined) errors.push(...below(items, 'items'))
  for (const keyword of ['anyOf', 'oneOf', 'allOf']) {
    const branches = schema[keyword]
    if (branches === undefined) continue
    if (!Array.isArray(branches) || branches.length === 0) errors.push(invalid(`${path}.${keyword}`, 'must be a list of schemas'))
    else for (const [index, branch] of branches.entries()) errors.push(...below(branch, keyword, index))
  }
  return errors
}

function invalid(path: string, message: string): FieldError {
  return { path, code: 'schema.invalid', message }
}

function isObject(value: JsonValue): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isType(value: JsonValue): boolean {
  const names = Array.isArray(value) ? value : [value]
  return names.length > 0 && names.every((name) => typeof name === 'string' && typeNames.includes(name))
}

function isTexts(value: JsonValue): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === 'string')
}
