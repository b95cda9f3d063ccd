import { z } from 'zod'
import { heldChoiceSchema } from './held-choice.ts'
import { instant } from './text.ts'

export const pauseReasons = ['by-hand', 'gone', 'asked', 'no-success'] as const

/**
 * What stands against an endpoint. Its breaker is `open` (nothing is sent), `probing` (one call at a time is tried),
 * `draining` (what was held leaves, ever faster) or `closed`. A pause ends by hand: its reason is `by-hand`, `gone` (the
 * receiver answered 410), `asked` (it answered `webhook-delivery: disable`) or `no-success` (5 days without one).
 */
export const endpointStopSchema = z
  .object({
    breaker: z.enum(['closed', 'open', 'probing', 'draining']),
    /** Since when the breaker is what it is; null while it is closed. */
    breakerSince: instant.nullable(),
    openUntil: instant.nullable(),
    paused: z.object({ at: instant, reason: z.enum(pauseReasons), by: z.string().nullable() }).nullable(),
    /** The receiver asked not to be called before (Retry-After). */
    retryAfter: instant.nullable(),
    /** The first failure since the last success; null where the last call succeeded. */
    failingSince: instant.nullable(),
  })
  .meta({ id: 'EndpointStop' })
export type EndpointStop = z.infer<typeof endpointStopSchema>

/** `held` says what becomes of the held deliveries: `send` (the default), `drop`, or drop what was made before a time. */
export const endpointResumeSchema = z.strictObject({ held: heldChoiceSchema }).partial().meta({ id: 'EndpointResume' })
export type EndpointResume = z.infer<typeof endpointResumeSchema>
