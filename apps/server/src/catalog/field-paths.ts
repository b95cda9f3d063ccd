import { forbiddenSegments, type JsonSchema } from '@hookline/schema'

/** A field that a schema knows: its path as templates write it, and the same taken apart. */
export interface FieldPath {
  path: string
  segments: readonly string[]
}

/** The fields of a schema, at its top level and in nested objects. Keys that no path can name are left out. */
export function fieldPaths(schema: JsonSchema, before: readonly string[] = []): FieldPath[] {
  const branches = [schema, ...(Array.isArray(schema.anyOf) ? (schema.anyOf as JsonSchema[]) : [])]
  return branches.flatMap(({ properties = {} }) =>
    Object.entries(properties).flatMap(([key, inner]) => {
      if (key === '' || /[[\]]/.test(key) || forbiddenSegments.has(key)) return []
      const segments = [...before, key]
      return [{ path: segments.map(written).join('.'), segments }, ...fieldPaths(inner, segments)]
    }),
  )
}

function written(segment: string): string {
  return /^[^.\s]+$/.test(segment) ? segment : `[${segment}]`
}
