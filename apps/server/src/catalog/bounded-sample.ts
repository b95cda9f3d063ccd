import type { JsonObject, JsonValue } from '@hookline/schema'

const sampleBytesMax = 32 * 1024
const textLengthMax = 500
const itemsMax = 5

/** The sample itself, or with long texts and lists cut where it is too large; null where even that is. */
export function boundedSample(sample: JsonObject): JsonObject | null {
  if (sizeOf(sample) <= sampleBytesMax) return sample
  const shortened = Object.fromEntries(Object.entries(sample).map(([key, value]) => [key, shorten(value)]))
  return sizeOf(shortened) <= sampleBytesMax ? shortened : null
}

function shorten(value: JsonValue): JsonValue {
  if (typeof value === 'string') return value.slice(0, textLengthMax)
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.slice(0, itemsMax).map(shorten)
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shorten(inner)]))
}

function sizeOf(value: JsonObject): number {
  return Buffer.byteLength(JSON.stringify(value))
}
