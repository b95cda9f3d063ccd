import { type FieldError, type JsonObject, stateBytesMax, statePatchBytesMax } from '@hookline/schema'
import { invalidFields } from '../service-error.ts'

// A state is read and written whole with each batch, so it must not grow for ever. A patch is judged alone before anything is
// read, and by what comes of it: an event's in its batch (pipeline/large-states.ts), a person's here.

/** What is wrong with the size of a patch that stands at `path`, if anything. */
export function patchErrors(patch: JsonObject, path: string): FieldError[] {
  const bytes = jsonBytes(patch)
  if (bytes <= statePatchBytesMax) return []
  const message = `has ${bytes} bytes as JSON: change at most ${statePatchBytesMax} bytes of state at once`
  return [{ path, code: 'state.patch-too-large', message }]
}

/** Refuses a state that a patch would make too large; one that is so already may still shrink. */
export function requireStateSize(after: JsonObject, before: JsonObject): void {
  const bytes = jsonBytes(after)
  if (bytes <= stateBytesMax || bytes <= jsonBytes(before)) return
  throw invalidFields([stateError(bytes, 'state')])
}

/** Says that the patch at `path` would make a state of so many bytes. */
export function stateError(bytes: number, path: string): FieldError {
  const message = `would make the user's state ${bytes} bytes as JSON: it has at most ${stateBytesMax}, so remove fields with null`
  return { path, code: 'state.too-large', message }
}

function jsonBytes(value: JsonObject): number {
  return Buffer.byteLength(JSON.stringify(value))
}
