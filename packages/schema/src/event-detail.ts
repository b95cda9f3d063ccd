import { z } from 'zod'
import { runSchema } from './automation.ts'
import { deliverySummarySchema } from './delivery.ts'
import { eventSchema } from './event.ts'

/** Deliveries and runs that one event shows, at most: the newest. */
export const eventConsequencesMax = 500

/** A webhook or an automation that acted on an event. */
const eventMatchSchema = z.object({
  kind: z.enum(['automation', 'webhook']),
  id: z.string(),
  name: z.string().nullable(),
  version: z.int().nullable(),
})
export type EventMatch = z.infer<typeof eventMatchSchema>

/** An event and what it caused (api.md › Events in); of runs and deliveries at most 500 each, newest first. */
export const eventDetailSchema = eventSchema
  .extend({ matches: z.array(eventMatchSchema), runs: z.array(runSchema), deliveries: z.array(deliverySummarySchema) })
  .meta({ id: 'EventDetail' })
export type EventDetail = z.infer<typeof eventDetailSchema>
