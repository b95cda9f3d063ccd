import { z } from 'zod'

// Control characters, lone surrogates and line separators cannot be printed; PostgreSQL's text refuses some of them.
const printable = /^[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}]+$/u

/** Text of 1 to `max` printable characters (UTF-16 units): ids that come from the customer's systems. */
export const printableText = (max: number) =>
  z
    .string()
    .min(1, 'must not be empty')
    .max(max, `must have at most ${max} characters`)
    .regex(printable, 'must have printable characters only')

/** A title as people type it: trimmed, 1 to `max` printable characters. */
export const titleText = (max = 200) =>
  z.string().trim().min(1, 'must not be empty').max(max).regex(printable, 'must have printable characters only')

/** Longer prose: line feeds and tabs are welcome, other control characters and lone surrogates are not. */
export const proseText = (max = 5000) =>
  z
    .string()
    .max(max)
    .regex(/^(?:[^\p{Cc}\p{Cs}]|[\n\r\t])*$/u, 'must not have control characters')

/** An instant, as answers carry it: ISO 8601 UTC. */
export const instant = z.iso.datetime().meta({ format: 'date-time' })
