import { type FieldError, type JsonObject, stateBytesMax, statePatchBytesMax } from '@hookline/schema'
import { invalidField } from '../service-error.ts'

// A state is read and written whole with each batch, so it must not grow for ever. An event's patch is judged alone,
// because a refusal in the midst of a batch would come too late; what a person patches is judged by what comes of it.

/** What is wrong with the size of a patch that stands at `path`, if anything. */
export function patchErrors(patch: JsonObject, path: string): FieldError[] {
  const bytes = jsonBytes(patch)
  if (bytes <= statePatchBytesMax) return []
  const message = `has ${bytes} bytes as JSON: change at most ${statePatchBytesMax} bytes of state at once`
  return [{ path, code: 'state.patch-too-large', message }]
}

/** Refuses a state that a patch would make too large; one that became so by events may still shrink. */
export function requireStateSize(after: JsonObject, before: JsonObject): void {
  const bytes = jsonBytes(after)
  if (bytes <= stateBytesMax || bytes <= jsonBytes(before)) return
  const message = `would make the user's state ${bytes} bytes as JSON: it has at most ${stateBytesMax}, so remove fields with null`
  throw invalidField('state', 'state.too-large', message)
}

function jsonBytes(value: JsonObject): number {
  return Buffer.byteLength(JSON.stringify(value))
}
