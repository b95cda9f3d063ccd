import { z } from 'zod'
import { jsonObjectSchema } from './json.ts'
import { filterOf, pageQuery, timeRange } from './list.ts'
import { instant, printableText } from './text.ts'

/** Events of one request, at most. */
export const eventsPerRequestMax = 1000
/** Bytes of one request to `POST /v1/events`, at most. */
export const ingestBytesMax = 1024 * 1024
/** Event types that begin with this are raised by Hookline itself. */
export const ownEventTypePrefix = 'hookline.'

/** The name of an event type: 1–200 printable characters, no slash, no space at either end. */
export const eventTypeName = printableText(200)
  .refine((name) => !name.includes('/'), 'must not have a slash')
  .refine((name) => name.trim() === name, 'must not begin or end with a space')

/** The name of an event type that others may send or declare. */
export const foreignEventTypeName = eventTypeName.refine(
  (name) => !name.startsWith(ownEventTypePrefix),
  `must not begin with "${ownEventTypePrefix}": that prefix is Hookline's own`,
)

/** One event as it comes in (api.md › Events in). */
export const eventInputSchema = z
  .strictObject({
    id: printableText(255).optional(),
    type: foreignEventTypeName,
    userId: printableText(255).refine((id) => id.trim() !== '', 'must not be spaces alone'),
    campaignId: printableText(255).nullish(),
    occurredAt: z.iso.datetime({ offset: true, message: 'must be an ISO 8601 time such as 2026-11-21T10:00:00Z' }).nullish(),
    data: jsonObjectSchema.optional(),
    state: jsonObjectSchema.optional(),
  })
  .meta({ id: 'EventInput' })
export type EventInput = z.infer<typeof eventInputSchema>

export const eventsAcceptedSchema = z
  .object({ accepted: z.int(), duplicates: z.int(), ids: z.array(z.string()) })
  .meta({ id: 'EventsAccepted' })
export type EventsAccepted = z.infer<typeof eventsAcceptedSchema>

/** An event as it is kept and read back. */
export const eventSchema = z
  .object({
    id: z.string(),
    type: z.string(),
    userId: z.string(),
    campaignId: z.string().nullable(),
    occurredAt: z.string(),
    receivedAt: instant,
    data: jsonObjectSchema,
    state: jsonObjectSchema.nullable(),
  })
  .meta({ id: 'Event' })
export type EventRecord = z.infer<typeof eventSchema>

/** Which events are meant; `from` and `to` are times of receipt. */
export const eventQuerySchema = pageQuery.extend({
  type: filterOf(printableText(200)),
  userId: filterOf(printableText(255)),
  campaignId: filterOf(printableText(255)),
  ...timeRange,
})
export type EventQuery = z.output<typeof eventQuerySchema>
