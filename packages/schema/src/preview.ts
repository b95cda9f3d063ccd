import { z } from 'zod'
import { renderedRequestSchema, trialEventSchema } from './automation.ts'
import { diagnosticSchema } from './diagnostic.ts'
import { echoRequestSchema, echoSecret } from './echo.ts'
import { jsonObjectSchema } from './json.ts'
import { requestTemplateSchema } from './request-template.ts'

/** A request template and the event to render it for; without `state` the stored state of the event's user is used. */
export const templatePreviewInputSchema = z
  .strictObject({ request: requestTemplateSchema, event: trialEventSchema, state: jsonObjectSchema.optional() })
  .meta({ id: 'TemplatePreviewInput' })
export type TemplatePreviewInput = z.infer<typeof templatePreviewInputSchema>

/** The finished requests, one for each URL that could be rendered. */
export const templatePreviewSchema = z
  .object({ requests: z.array(renderedRequestSchema), diagnostics: z.array(diagnosticSchema) })
  .meta({ id: 'TemplatePreview' })
export type TemplatePreview = z.infer<typeof templatePreviewSchema>

export const templateEchoInputSchema = templatePreviewInputSchema
  .extend({ bucket: echoSecret.optional() })
  .meta({ id: 'TemplateEchoInput' })
export type TemplateEchoInput = z.infer<typeof templateEchoInputSchema>

/** What an echo bucket received; `response` is null where it did not answer in time, as it was told to. */
export const templateEchoSchema = z
  .object({
    bucket: z.string(),
    url: z.string(),
    received: echoRequestSchema,
    response: z.object({ status: z.int() }).nullable(),
    diagnostics: z.array(diagnosticSchema),
  })
  .meta({ id: 'TemplateEcho' })
export type TemplateEcho = z.infer<typeof templateEchoSchema>

/** One call that was made for a trial: the request as it left, secret values masked, and the answer or why there is none. */
export const sentCallSchema = z
  .object({
    request: renderedRequestSchema,
    response: z
      .object({
        status: z.int(),
        headers: z.array(z.object({ name: z.string(), value: z.string() })),
        body: z.string(),
        bodyEncoding: z.enum(['base64']).optional(),
        bodyTruncated: z.boolean(),
        durationMs: z.number(),
      })
      .nullable(),
    error: z.object({ code: z.string(), message: z.string() }).optional(),
  })
  .meta({ id: 'SentCall' })
export type SentCall = z.infer<typeof sentCallSchema>

/** What came of sending a block's calls for a trial. */
export const sentCallsSchema = z
  .object({ calls: z.array(sentCallSchema), diagnostics: z.array(diagnosticSchema) })
  .meta({ id: 'SentCalls' })
export type SentCalls = z.infer<typeof sentCallsSchema>

/** A WebHook block of a draft, and the event to call it for. */
export const sendBlockInputSchema = z
  .strictObject({ nodeId: z.string().min(1).max(100), event: trialEventSchema, state: jsonObjectSchema.optional() })
  .meta({ id: 'SendBlockInput' })
export type SendBlockInput = z.infer<typeof sendBlockInputSchema>
