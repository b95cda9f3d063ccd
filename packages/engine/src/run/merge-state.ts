import { forbiddenKeys, type JsonObject } from '@hookline/schema'

/**
 * Merges an event's patch into a user's state: top level, null deletes.
 * Out: a new object, or the very same one where nothing changes. Names that reach a prototype are never taken over.
 */
export function mergeState(state: JsonObject, patch: JsonObject): JsonObject {
  let merged: JsonObject | null = null
  for (const [key, value] of Object.entries(patch)) {
    if (forbiddenKeys.has(key)) continue
    const has = Object.hasOwn(state, key)
    if (value === null ? !has : has && state[key] === value) continue
    merged ??= { ...state }
    if (value === null) delete merged[key]
    else merged[key] = value
  }
  return merged ?? state
}
