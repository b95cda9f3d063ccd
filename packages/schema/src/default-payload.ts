import { z } from 'zod'
import { jsonObjectSchema, jsonValueSchema } from './json.ts'

/** What is sent where a request has no body of its own (api.md › The request template). */
export const defaultPayloadSchema = z
  .object({
    id: z.string().describe('The message id, as webhook-id'),
    scope: z.string().describe('The group of the event type, else the type'),
    type: z.string(),
    timestamp: z.string().describe('When it occurred, else when it was received'),
    user: z.string(),
    wallet: jsonValueSchema.optional().describe("From the user's state; absent if missing"),
    email: jsonValueSchema.optional().describe("From the user's state; absent if missing"),
    campaign: z.object({ id: z.string(), name: z.string().nullable() }).nullable(),
    event: z.object({ id: z.string(), type: z.string(), occurredAt: z.string(), data: jsonObjectSchema }),
  })
  .meta({ id: 'DefaultPayload' })
export type DefaultPayload = z.infer<typeof defaultPayloadSchema>
