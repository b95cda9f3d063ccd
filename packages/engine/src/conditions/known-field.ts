import type { Catalog, JsonObject, JsonSchema, JsonValue, PathRoot } from '@hookline/schema'
import { nearestName } from '../nearest-name.ts'
import { type JsonType, jsonTypeOf, typesOfSchema } from './json-type.ts'
import { pathText } from './wording.ts'

/** What the catalogue says of the values of a field, or of the elements of a list. */
export interface KnownValues {
  /** Empty where it does not know the type. */
  types: JsonType[]
  /** The values that the schema allows, where it names them; null where it does not. */
  choices: JsonValue[] | null
}

/** What the catalogue can say of a field. */
export type KnownField =
  | ({ known: 'yes'; elements: KnownValues } & KnownValues)
  | { known: 'no'; nearest: string | null }
  | { known: 'cannot-tell' }

/** What is known where a condition is judged. */
export interface Knowledge {
  catalog: Catalog
  /** The event types that may come; empty means any. */
  eventTypes: readonly string[]
}

type Segments = readonly [PathRoot, ...string[]]

const text: JsonSchema = { type: 'string' }
const fixedSchemas: ReadonlyMap<PathRoot, JsonSchema> = new Map<PathRoot, JsonSchema>([
  ['trigger', { type: 'object', properties: { id: text, type: text, occurredAt: text } }],
  ['user', { type: 'object', properties: { id: text } }],
  ['campaign', { type: 'object', properties: { id: text, name: text } }],
  ['now', text],
])

/**
 * Looks a field up in the catalogue.
 * In: its segments, the catalogue and the event types that may come. Out: known with its types, not known with the
 * nearest name that is, or "cannot tell" where the catalogue says too little.
 */
export function lookUpField(segments: Segments, knowledge: Knowledge): KnownField {
  const [root, ...rest] = segments
  const found = lookUpRoot(root, rest, knowledge)
  if (found.known !== 'no' || found.nearest !== null) return found
  const other = root === 'event' ? 'state' : 'event'
  const elsewhere = (root === 'event' || root === 'state') && rest.length > 0 && lookUpRoot(other, rest, knowledge).known === 'yes'
  return elsewhere ? { known: 'no', nearest: pathText([other, ...rest]) } : found
}

function lookUpRoot(root: PathRoot, rest: readonly string[], { catalog, eventTypes }: Knowledge): KnownField {
  if (root === 'event') return lookUpEvent(rest, catalog, eventTypes)
  const schema = root === 'state' ? catalog.state : fixedSchemas.get(root)
  return schema ? lookUpSchema(root, rest, schema) : { known: 'no', nearest: null }
}

function lookUpEvent(rest: readonly string[], catalog: Catalog, eventTypes: readonly string[]): KnownField {
  const names = eventTypes.length > 0 ? eventTypes : Object.keys(catalog.eventTypes)
  const answers = names.map((name) => {
    const type = Object.hasOwn(catalog.eventTypes, name) ? catalog.eventTypes[name] : undefined
    if (!type) return { known: 'cannot-tell' } as const
    const bySchema = lookUpSchema('event', rest, type.schema)
    return bySchema.known === 'no' && type.sample ? (lookUpSample(rest, type.sample) ?? bySchema) : bySchema
  })
  const yes = answers.filter((answer) => answer.known === 'yes')
  if (yes.length > 0) return mergeKnown(yes)
  return answers.find(({ known }) => known === 'cannot-tell') ?? answers[0] ?? { known: 'cannot-tell' }
}

function mergeKnown(answers: Extract<KnownField, { known: 'yes' }>[]): KnownField {
  return { known: 'yes', ...mergeValues(answers), elements: mergeValues(answers.map(({ elements }) => elements)) }
}

/** What is unknown of one of them is unknown of all. */
function mergeValues(list: readonly KnownValues[]): KnownValues {
  const types = list.some((one) => one.types.length === 0) ? [] : [...new Set(list.flatMap((one) => one.types))]
  return { types, choices: list.some(({ choices }) => choices === null) ? null : list.flatMap(({ choices }) => choices ?? []) }
}

function valuesOf(schema: JsonSchema | undefined): KnownValues {
  if (!schema) return { types: [], choices: null }
  return { types: typesOfSchema(schema), choices: Array.isArray(schema.enum) && schema.enum.length > 0 ? schema.enum : null }
}

function lookUpSchema(root: PathRoot, rest: readonly string[], schema: JsonSchema): KnownField {
  let current = schema
  for (const [index, segment] of rest.entries()) {
    const next = childSchema(current, segment)
    if (next === 'open') return { known: 'cannot-tell' }
    if (next === null) {
      const nearest = nearestName(segment, Object.keys(current.properties ?? {}))
      return { known: 'no', nearest: nearest === null ? null : pathText([root, ...rest.slice(0, index), nearest]) }
    }
    current = next
  }
  return { known: 'yes', ...valuesOf(current), elements: valuesOf(current.items) }
}

/** The schema one segment further down; `open` where the schema leaves it open, null where it knows of none. */
function childSchema(schema: JsonSchema, segment: string): JsonSchema | 'open' | null {
  const { properties, items } = schema
  if (properties && Object.hasOwn(properties, segment)) return properties[segment] ?? 'open'
  if (items && /^\d+$/.test(segment)) return items
  if (segment === 'length' && (items || typesOfSchema(schema).includes('list'))) return { type: 'integer' }
  const composed = ['$ref', 'anyOf', 'oneOf', 'allOf', 'patternProperties'].some((keyword) => Object.hasOwn(schema, keyword))
  const more = schema.additionalProperties
  if (composed || more === true || (typeof more === 'object' && more !== null)) return 'open'
  const types = typesOfSchema(schema)
  if (types.length > 0 && !types.includes('object') && !types.includes('list')) return null
  return properties || items ? null : 'open'
}

function lookUpSample(rest: readonly string[], sample: JsonObject): KnownField | null {
  let current: unknown = sample
  for (const segment of rest) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, segment)) return null
    current = (current as JsonObject)[segment]
  }
  const type = jsonTypeOf(current as JsonObject[string])
  return { known: 'yes', types: type === 'missing' ? [] : [type], choices: null, elements: valuesOf(undefined) }
}
