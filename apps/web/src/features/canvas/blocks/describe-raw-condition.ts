import { describeCondition } from '@hookline/engine'
import { conditionGroupSchema, type JsonValue } from '@hookline/schema'

/** The sentence of a condition as a draft holds it; null where there is none, or nothing that can be said. */
export function describeRawCondition(raw: JsonValue | undefined): string | null {
  // Depth is bounded by the server's reading of JSON, so the schema's recursion is too.
  const parsed = conditionGroupSchema.safeParse(raw)
  return parsed.success && parsed.data.rules.length > 0 ? describeCondition(parsed.data) : null
}
