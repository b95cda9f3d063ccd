import { type ConditionGroup, type ConditionRule, isConditionGroup, type JsonValue } from '@hookline/schema'

/**
 * The id of the counter of an event type and a condition on its fields: a text that stays the same whatever the order of
 * keys is, and whatever ids the rules have.
 */
export function counterId(eventType: string, where: ConditionGroup | null): string {
  return where === null ? eventType : `${eventType} ${JSON.stringify(canonicalGroup(where))}`
}

function canonicalGroup({ combinator, not, rules }: ConditionGroup): JsonValue {
  const canonical = rules.map((rule) => (isConditionGroup(rule) ? canonicalGroup(rule) : canonicalRule(rule)))
  return not ? { not: combinator, rules: canonical } : { [combinator]: canonical }
}

function canonicalRule({ field, operator, value, valueSource, ignoreCase }: ConditionRule): JsonValue {
  const flags = [...(valueSource === 'field' ? ['field'] : []), ...(ignoreCase === true ? ['ignoreCase'] : [])]
  return [field, operator, sorted(value ?? null), ...flags]
}

function sorted(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  )
}
