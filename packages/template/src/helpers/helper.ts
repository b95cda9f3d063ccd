import { outputBytesMax } from '../limits.ts'
import { LimitReached, type Run, spend } from '../run.ts'
import { textOf, type Value } from '../values.ts'

/**
 * A function that templates may call. Total: any values in, a value out; the only exceptions are `LimitReached` and
 * `MissingSecret`, which end the rendering.
 */
export interface Helper {
  name: string
  /** One line, shown while typing. */
  description: string
  example: string
  minArgs: number
  maxArgs: number
  run: (run: Run, ...args: Value[]) => Value
}

/** A value as text, with its length counted. */
export function readText(run: Run, value: Value): string {
  const text = textOf(value)
  spend(run, text.length)
  return text
}

/** Refuses a text that could not be sent anyway, before it is made. */
export function bounded(run: Run, length: number): void {
  if (length > outputBytesMax) throw new LimitReached(`a helper would write more than ${outputBytesMax} characters`)
  spend(run, length)
}
