import type { EventType, JsonObject, JsonValue } from '@hookline/schema'
import { forbiddenSegments, ownEventTypePrefix } from '@hookline/schema'
import { isPlain, type Plain } from '../../components/values-field/plain.ts'

const usual = 'level_completed'

/** Types that one can send: Hookline's own are not among them. */
export function sendableTypes(types: readonly EventType[]): EventType[] {
  return types.filter(({ name }) => !name.startsWith(ownEventTypePrefix))
}

/** The type that is chosen already: the one that comes most often, in a new workspace the usual one. */
export function usualType(types: readonly EventType[]): EventType | undefined {
  const seen = types.filter(({ lastSeenAt }) => lastSeenAt !== null)
  const [most] = seen.toSorted((a, b) => b.observations.sampled - a.observations.sampled)
  return most ?? types.find(({ name }) => name === usual) ?? types[0]
}

/** An event's data to try things with: what came last, else the sample of the catalogue. */
export function sampleOf(type: EventType | undefined): JsonObject {
  return type?.sample ?? type?.lastSample ?? {}
}

export interface SampleField {
  name: string
  /** As templates and conditions write it. */
  path: string
  value: JsonValue
}

/** The fields of a sample that a template can name. */
export function fieldsOfSample(sample: JsonObject): SampleField[] {
  return Object.entries(sample).flatMap(([name, value]) =>
    name === '' || /[[\]]/.test(name) || forbiddenSegments.has(name) ? [] : [{ name, value, path: `event.${written(name)}` }],
  )
}

/** Those whose value is a text, a number, or yes and no. */
export function plainFields(sample: JsonObject): (SampleField & { value: Plain })[] {
  return fieldsOfSample(sample).flatMap((field) => (isPlain(field.value) ? [{ ...field, value: field.value }] : []))
}

function written(name: string): string {
  return /^[^.\s]+$/.test(name) ? name : `[${name}]`
}
