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
