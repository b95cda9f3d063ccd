import type { EventType, JsonValue } from '@hookline/schema'
import { type Field, type FieldType, fieldsOf } from '../../components/fields/field.ts'

/** A field of an event type, as the reference shows it. */
export interface TypeField {
  /** "action.name", below the event's data. */
  path: string
  type: FieldType
  sample: JsonValue | undefined
  /** The share of the sampled events that had no such field; undefined where none was sampled. */
  absentShare: number | undefined
}

/** All fields of an event type in a row, those within others after them. */
export function typeFields({ name, schema, sample, lastSample, observations }: EventType): TypeField[] {
  const values = { ...sample, ...lastSample }
  const [event] = fieldsOf({ catalog: { eventTypes: { [name]: { schema } } }, eventType: name, event: values })
  return flat(event?.children ?? []).map(({ path, type, sample: value }) => {
    const short = path.replace(/^event\./, '')
    const absent = Object.hasOwn(observations.absent, short) ? observations.absent[short] : undefined
    const absentShare = observations.sampled > 0 && absent !== undefined ? absent / observations.sampled : undefined
    return { path: short, type, sample: type === 'object' ? undefined : value, absentShare }
  })
}

function flat(fields: readonly Field[]): Field[] {
  return fields.flatMap((field) => [field, ...flat(field.children ?? [])])
}
