import type { Catalog, JsonObject, JsonSchema, JsonValue } from '@hookline/schema'
import { forbiddenSegments } from '@hookline/schema'

export type FieldType = 'text' | 'date' | 'number' | 'boolean' | 'list' | 'object' | 'unknown'

/** Something that a template or a condition can name: `event.level`, `state.email`, `user.id`. */
export interface Field {
  /** As templates and conditions write it. */
  path: string
  /** The last part of the path, as a person reads it. */
  name: string
  type: FieldType
  /** What the catalogue says of it. */
  description?: string
  /** A value that it had: of the last event, of the chosen user. Absent where none is known. */
  sample?: JsonValue
  /** What it is called where its path alone would not say it: "number of items in tags". */
  label?: string
  /** Values that the schema allows, where it names them; of a list those of its elements. */
  options?: JsonValue[]
  /** Fields of an object. */
  children?: Field[]
}

interface FieldsInput {
  catalog: Catalog
  eventType: string
  /** The event whose values are shown; the type's sample where none is chosen. */
  event?: JsonObject | undefined
  /** The state of the chosen user. */
  state?: JsonObject | undefined
}

/** What stands at hand in an automation of an event type: the event's fields, the users' and what every event has. */
export function fieldsOf({ catalog, eventType, event, state }: FieldsInput): Field[] {
  const type = catalog.eventTypes[eventType]
  return [
    root('event', 'Event', schemaFields(type?.schema, event ?? type?.sample, ['event'])),
    root('state', 'User state', schemaFields(catalog.state, state, ['state'])),
    root('user', 'User', [plain('user.id', 'text', 'u-42')]),
    root('trigger', 'This event', [
      plain('trigger.id', 'text'),
      plain('trigger.type', 'text', eventType),
      plain('trigger.occurredAt', 'date', '2026-11-21T10:00:00Z'),
    ]),
    root('campaign', 'Campaign', [plain('campaign.id', 'text'), plain('campaign.name', 'text')]),
    plain('now', 'date'),
  ]
}

function root(path: string, name: string, children: Field[]): Field {
  return { path, name, type: 'object', children }
}

function plain(path: string, type: FieldType, sample?: JsonValue): Field {
  return { path, name: path.split('.').at(-1) ?? path, type, ...(sample !== undefined && { sample }) }
}

function schemaFields(schema: JsonSchema | undefined, values: JsonObject | undefined, before: readonly string[]): Field[] {
  const properties = new Map(branchesOf(schema).flatMap((branch) => Object.entries(branch.properties ?? {})))
  const names = new Set([...properties.keys(), ...Object.keys(values ?? {})])
  return [...names].filter(isNameable).map((name) => {
    const inner = properties.get(name)
    const sample = values && Object.hasOwn(values, name) ? values[name] : undefined
    const segments = [...before, name]
    const type = typeOf(inner, sample)
    const choices = inner?.enum ?? (type === 'list' ? inner?.items?.enum : undefined)
    const isObject = typeof sample === 'object' && sample !== null && !Array.isArray(sample)
    return {
      path: segments.map(written).join('.'),
      name,
      type,
      ...(sample !== undefined && { sample }),
      ...(inner?.description && { description: inner.description }),
      ...(choices && { options: choices }),
      ...(type === 'object' && { children: schemaFields(inner, isObject ? sample : undefined, segments) }),
    }
  })
}

/** Keys that no path can name are left out. */
function isNameable(name: string): boolean {
  return name !== '' && !/[[\]]/.test(name) && !forbiddenSegments.has(name)
}

function branchesOf(schema: JsonSchema | undefined): JsonSchema[] {
  if (!schema) return []
  return [schema, ...(Array.isArray(schema.anyOf) ? (schema.anyOf as JsonSchema[]) : [])]
}

const typeWords: Record<string, FieldType> = {
  string: 'text',
  number: 'number',
  integer: 'number',
  boolean: 'boolean',
  array: 'list',
  object: 'object',
}

function typeOf(schema: JsonSchema | undefined, sample: JsonValue | undefined): FieldType {
  const named = [schema?.type ?? []].flat().filter((type) => type !== 'null')
  if (named.length === 1 && named[0] === 'string' && (schema?.format === 'date-time' || schema?.format === 'date')) return 'date'
  if (named.length === 1) return typeWords[named[0] ?? ''] ?? 'unknown'
  if (sample === undefined || sample === null) return schema?.properties ? 'object' : 'unknown'
  if (Array.isArray(sample)) return 'list'
  return typeWords[typeof sample] ?? 'unknown'
}

function written(segment: string): string {
  return /^[^.\s]+$/.test(segment) ? segment : `[${segment}]`
}
