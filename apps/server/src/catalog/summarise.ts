import { type JsonObject, type JsonSchema, readPath } from '@hookline/schema'
import { boundedSample } from './bounded-sample.ts'
import { fieldPaths } from './field-paths.ts'
import { inferSchema, mergeInferred } from './infer-schema.ts'

/** How often a type was sampled, and how often each known field was absent. */
export interface Observations {
  sampled: number
  absent: Record<string, number>
}

/** What some sampled events of one type tell. */
export interface Summary {
  sampled: number
  schema: JsonSchema
  /** In how many of them each of the schema's fields was. */
  present: ReadonlyMap<string, number>
  /** The last of them; null where it is too large to be kept. */
  sample: JsonObject | null
}

export function summarise(samples: readonly JsonObject[]): Summary {
  const schema = inferSchema(samples) ?? { type: 'object' }
  const present = new Map<string, number>()
  for (const { path, segments } of fieldPaths(schema)) {
    present.set(path, samples.filter((sample) => readPath(sample, segments) !== undefined).length)
  }
  const last = samples.at(-1)
  return { sampled: samples.length, schema, present, sample: last === undefined ? null : boundedSample(last) }
}

/** What is known of a type: as it was declared, as it was seen, and how often. */
export interface Known {
  declared: JsonSchema | null
  schema: JsonSchema | null
  observations: Observations | null
}

/** What is known of a type once a summary is added; a field that was not known before was absent until now. */
export function addSummary(known: Known, summary: Summary): { schema: JsonSchema; observations: Observations } {
  const schema = mergeInferred(known.schema, summary.schema)
  const before = known.observations ?? { sampled: 0, absent: {} }
  const absentBefore = new Map(Object.entries(before.absent))
  const absent = [schema, known.declared ?? {}].flatMap((each) =>
    fieldPaths(each).map(({ path }): [string, number] => [
      path,
      (absentBefore.get(path) ?? before.sampled) + summary.sampled - (summary.present.get(path) ?? 0),
    ]),
  )
  return { schema, observations: { sampled: before.sampled + summary.sampled, absent: Object.fromEntries(absent) } }
}
