import { z } from 'zod'
import { heldReasons } from './delivery-status.ts'
import { filterOf } from './list.ts'
import { measureSchema, statsIdsMax } from './stats.ts'
import { instant, printableText } from './text.ts'

/** Webhooks of one question; their ids, or hookIds. */
export const webhookHealthQuerySchema = z.object({
  ids: filterOf(printableText(201 * statsIdsMax)).transform((text = '') => [...new Set(text.split(','))].slice(0, statsIdsMax)),
})

/** How the last call ended: an answer that was accepted or not, or why there was none. */
const lastCallSchema = z.object({
  deliveryId: z.string(),
  at: instant,
  accepted: z.boolean(),
  status: z.int().nullable(),
  error: z.string().nullable(),
})
export type LastCall = z.infer<typeof lastCallSchema>

/**
 * How a webhook does: its calls of the last 24 hours (of the clock), hour by hour, the last call of each URL, what it
 * holds and why, and since when it is inactive. `waiting` is null where more is owed than is looked through.
 */
export const webhookHealthSchema = z
  .object({
    id: z.string(),
    calls: measureSchema,
    successShare: measureSchema,
    p95Ms: measureSchema,
    undelivered: z.int(),
    lastCall: lastCallSchema.nullable(),
    waiting: z.int().nullable(),
    held: z.array(z.object({ reason: z.enum(heldReasons), count: z.int(), since: instant })),
    inactive: z.object({ since: instant, by: z.string().nullable() }).nullable(),
    formerSecretUntil: instant.nullable(),
    endpoints: z.array(
      z.object({
        id: z.string(),
        url: z.string(),
        calls: z.int(),
        successShare: z.number().min(0).max(1).nullable(),
        p95Ms: z.number().nullable(),
        lastCall: lastCallSchema.nullable(),
      }),
    ),
  })
  .meta({ id: 'WebhookHealth' })
export type WebhookHealth = z.infer<typeof webhookHealthSchema>

export const webhookHealthListSchema = z.object({ items: z.array(webhookHealthSchema) }).meta({ id: 'WebhookHealthList' })
export type WebhookHealthList = z.infer<typeof webhookHealthListSchema>
