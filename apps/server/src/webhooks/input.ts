import {
  jsonObjectSchema,
  type WebhookInput,
  type WebhookShortInput,
  webhookInputSchema,
  webhookPatchSchema,
  webhookShortInputSchema,
} from '@hookline/schema'
import { z } from 'zod'
import { zodProblem } from '../zod-problem.ts'

// A condition is taken as it came and judged by the engine, so that it has the same words and codes as a block's.

/** The long form of a webhook. */
export const webhookLongBody = webhookInputSchema.extend({ condition: jsonObjectSchema.nullish() }).meta({ id: 'WebhookInput' })
export type WebhookLongBody = Omit<WebhookInput, 'condition'> & Pick<z.output<typeof webhookLongBody>, 'condition'>

export const webhookPatchBody = webhookPatchSchema
  .extend({ condition: jsonObjectSchema.nullable().optional() })
  .meta({ id: 'WebhookPatch' })
export type WebhookPatchBody = z.output<typeof webhookPatchBody>

/** One of the two forms that POST /v1/webhooks takes. */
export type WebhookBody = { short: WebhookShortInput } | { long: WebhookLongBody }

/** Which form it is shows in its fields, so that what is wrong is said of that form alone. */
export const webhookBody = z.record(z.string(), z.unknown()).transform((given): WebhookBody => {
  const isShort = ['scope', 'url', 'hook_id'].some((field) => Object.hasOwn(given, field))
  return isShort ? { short: parse(webhookShortInputSchema, given) } : { long: parse(webhookLongBody, given) }
})

function parse<T>(schema: z.ZodType<T>, given: unknown): T {
  const parsed = schema.safeParse(given)
  if (parsed.success) return parsed.data
  throw zodProblem(parsed.error)
}
