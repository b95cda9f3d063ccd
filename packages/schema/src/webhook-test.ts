import { z } from 'zod'
import { diagnosticSchema } from './diagnostic.ts'
import { eventTypeName } from './event.ts'
import { sentCallSchema, templatePreviewSchema } from './preview.ts'
import { printableText } from './text.ts'

/** Event types that a webhook shows examples of, at most. */
export const webhookExamplesMax = 20

/** The sample of the event type is sent, for a user that need not exist. */
export const webhookTestInputSchema = z
  .strictObject({ eventType: eventTypeName, userId: printableText(255).default('test-user') })
  .meta({ id: 'WebhookTestInput' })
export type WebhookTestInput = z.output<typeof webhookTestInputSchema>

/**
 * What came of a test: that of the first URL, and of every URL in `calls`. Nothing of it is kept in the history. `hints` say
 * what to do about it: those of a call have the path `calls.<index>`, the others are about the webhook.
 */
export const webhookTestSchema = sentCallSchema
  .extend({
    delivered: z.boolean(),
    calls: z.array(sentCallSchema),
    diagnostics: z.array(diagnosticSchema),
    hints: z.array(diagnosticSchema),
  })
  .meta({ id: 'WebhookTest' })
export type WebhookTest = z.infer<typeof webhookTestSchema>

/** What a webhook would send for the sample of each of its event types; of `*` those that were seen last. */
export const webhookExamplesSchema = z
  .object({ items: z.array(templatePreviewSchema.extend({ eventType: z.string() })) })
  .meta({ id: 'WebhookExamples' })
export type WebhookExamples = z.infer<typeof webhookExamplesSchema>
