import type { JsonObject, JsonSchema, JsonValue } from '@hookline/schema'
import type { KnownFields } from './fields.ts'

/** A template made of a receiver's sample body, and what was recognised in it. */
export interface SampleTemplate {
  source: string
  /** Keys of the sample, and the field that was put there. */
  suggested: { key: string; path: string }[]
  /** Keys for which no field was found: they keep the sample's value. */
  kept: string[]
}

interface Candidate {
  /** As a template writes it. */
  path: string
  names: readonly string[]
  schema: JsonSchema | undefined
}

/** What every event has, under the names that receivers give it. */
const always: readonly Candidate[] = [
  candidate('user.id', ['userid', 'uid', 'customerid', 'playerid', 'contactid', 'externalid', 'distinctid', 'clientid', 'user'], 'string'),
  candidate('trigger.type', ['type', 'event', 'eventtype', 'eventname', 'action'], 'string'),
  candidate('trigger.occurredAt', ['timestamp', 'occurredat', 'time', 'eventtime', 'createdat', 'datetime', 'date', 'ts'], 'string'),
  candidate('trigger.id', ['eventid', 'messageid', 'idempotencykey', 'requestid'], 'string'),
  candidate('campaign.id', ['campaignid', 'campaign'], 'string'),
  candidate('campaign.name', ['campaignname'], 'string'),
]

function candidate(path: string, names: readonly string[], type: string): Candidate {
  return { path, names, schema: { type } }
}

interface Walk {
  candidates: readonly Candidate[]
  suggested: SampleTemplate['suggested']
  kept: string[]
}

const depthMax = 16

/**
 * Turns a body that a receiver takes into a template, with fields suggested by the names of its keys.
 * In: the sample, parsed, and what is known of the fields. Out: a body template that renders the sample's shape for every event.
 */
export function templateOfSample(sample: JsonValue, { event, state }: KnownFields): SampleTemplate {
  const candidates = [...candidatesIn(event, 'event'), ...candidatesIn(state, 'state'), ...always]
  const walk: Walk = { candidates, suggested: [], kept: [] }
  return { source: write(walk, sample, { key: '', indent: '' }), suggested: walk.suggested, kept: walk.kept }
}

function candidatesIn(schema: JsonSchema | undefined, path: string, depth = 0): Candidate[] {
  if (!schema?.properties || depth > depthMax) return []
  return Object.entries(schema.properties).flatMap(([name, inner]) => {
    if (!/^[A-Za-z_$][\w$-]*$/.test(name)) return []
    const below = `${path}.${name}`
    const parent = path.split('.').slice(1).join('')
    return [{ path: below, names: [plain(name), plain(parent + name)], schema: inner }, ...candidatesIn(inner, below, depth + 1)]
  })
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '')
}

interface At {
  key: string
  indent: string
}

function write(walk: Walk, value: JsonValue, { key, indent }: At): string {
  const found = key === '' ? undefined : suitable(walk, key, value)
  if (found) {
    walk.suggested.push({ key, path: found.path })
    const isList = Array.isArray(value) && typeof value[0] === 'object' && value[0] !== null && !Array.isArray(value[0])
    return isList ? loop(walk, { found, entry: value[0] as JsonObject, indent }) : tag(found, value)
  }
  if (Array.isArray(value)) {
    if (value.length === 0) return '[]'
    const [first = null] = value
    return `[\n${indent}  ${write(walk, first, { key: '', indent: `${indent}  ` })}\n${indent}]`
  }
  if (typeof value === 'object' && value !== null) return writeObject(walk, value, indent)
  if (key !== '') walk.kept.push(key)
  return literal(value)
}

function writeObject(walk: Walk, object: JsonObject, indent: string): string {
  const members = Object.entries(object).map(
    ([key, value]) => `${indent}  ${literal(key)}: ${write(walk, value, { key, indent: `${indent}  ` })}`,
  )
  return members.length === 0 ? '{}' : `{\n${members.join(',\n')}\n${indent}}`
}

/** JSON in which no brace can be taken for a tag's. */
function literal(value: JsonValue): string {
  return JSON.stringify(value).replaceAll('{{', '\\u007b\\u007b')
}

/** The field of that name whose type can become what the sample has there. */
function suitable({ candidates }: Walk, key: string, value: JsonValue): Candidate | undefined {
  const name = plain(key)
  return candidates.find(({ names, schema }) => names.includes(name) && fits(schema?.type, value))
}

function fits(type: JsonSchema['type'], value: JsonValue): boolean {
  if (typeof type !== 'string') return value === null || typeof value !== 'object'
  if (Array.isArray(value)) return type === 'array'
  if (typeof value === 'object' && value !== null) return false
  if (typeof value === 'boolean') return type === 'boolean'
  return type !== 'array' && type !== 'object' && (typeof value !== 'number' || type !== 'boolean')
}

function tag({ path, schema }: Candidate, value: JsonValue): string {
  if (typeof value === 'string') return `"{{${path}}}"`
  return typeof value === 'number' && schema?.type === 'string' ? `{{number ${path}}}` : `{{${path}}}`
}

function loop(walk: Walk, { found, entry, indent }: { found: Candidate; entry: JsonObject; indent: string }): string {
  const inner = candidatesIn(found.schema?.items, 'this')
  const body = writeObject({ ...walk, candidates: [...inner, ...walk.candidates] }, entry, indent)
  // Behind a brace a tag needs a space, and none of its own may end the object.
  return `{{#list ${found.path}}}${body}{{/list}}`
}
