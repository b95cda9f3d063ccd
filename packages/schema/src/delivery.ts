import { z } from 'zod'
import { renderedRequestSchema } from './automation.ts'
import { bodySearchCharsMin, deliveryStatuses, heldReasons } from './delivery-status.ts'
import { filterOf, pageQuery, timeRange } from './list.ts'
import { instant, printableText } from './text.ts'

/** One try of a delivery: what came back, or why nothing did. */
export const attemptSchema = z
  .object({
    number: z.int(),
    startedAt: instant,
    durationMs: z.number(),
    status: z.int().optional(),
    headers: z.array(z.object({ name: z.string(), value: z.string() })).optional(),
    body: z.string().optional(),
    bodyEncoding: z.enum(['utf8', 'base64']).optional(),
    bodyTruncated: z.boolean().optional(),
    error: z.string().optional(),
    errorMessage: z.string().optional(),
  })
  .meta({ id: 'Attempt' })
export type Attempt = z.infer<typeof attemptSchema>

const deliverySourceSchema = z.object({
  kind: z.enum(['automation', 'webhook']),
  id: z.string(),
  name: z.string().nullable(),
  nodeId: z.string().optional(),
  version: z.int().optional(),
})

/** A delivery as lists show it. */
export const deliverySummarySchema = z
  .object({
    id: z.string(),
    messageId: z.string(),
    status: z.enum(deliveryStatuses),
    heldReason: z.enum(heldReasons).optional(),
    error: z.string().optional(),
    source: deliverySourceSchema,
    endpointId: z.string(),
    eventId: z.string(),
    eventType: z.string(),
    userId: z.string(),
    campaignId: z.string().nullable(),
    method: z.string(),
    url: z.string(),
    attemptCount: z.int(),
    lastStatus: z.int().nullable(),
    createdAt: instant,
    finishedAt: instant.nullable(),
    nextAttemptAt: instant.nullable(),
    resentFrom: z.string().optional(),
  })
  .meta({ id: 'DeliverySummary' })
export type DeliverySummary = z.infer<typeof deliverySummarySchema>

/** A request as it is sent; `bodyEncoding` says where the body is not text. Values of secret headers are not shown. */
const sentRequestSchema = renderedRequestSchema.extend({ bodyEncoding: z.enum(['base64']).optional() }).meta({ id: 'SentRequest' })
export type SentRequest = z.infer<typeof sentRequestSchema>

/** A delivery with its request and all of its attempts (api.md › Deliveries). */
export const deliverySchema = deliverySummarySchema
  .extend({ request: sentRequestSchema, errorMessage: z.string().optional(), attempts: z.array(attemptSchema) })
  .meta({ id: 'Delivery' })
export type Delivery = z.infer<typeof deliverySchema>

/** Which deliveries are meant; all of it must hold. `from` belongs to the range, `to` does not. */
const deliveryFilters = {
  status: filterOf(z.enum(deliveryStatuses)),
  error: filterOf(printableText(100)),
  webhookId: filterOf(printableText(255)),
  automationId: filterOf(printableText(255)),
  nodeId: filterOf(printableText(255)),
  endpointId: filterOf(printableText(255)),
  host: filterOf(printableText(300)),
  eventType: filterOf(printableText(200)),
  userId: filterOf(printableText(255)),
  campaignId: filterOf(printableText(255)),
  ...timeRange,
  q: filterOf(printableText(300)),
  body: filterOf(z.string().min(bodySearchCharsMin).max(300)),
}
export const deliveryFilterSchema = z.object(deliveryFilters)
export type DeliveryFilter = z.output<typeof deliveryFilterSchema>

/** What facets take: bodies are not counted. */
export const deliveryFacetQuerySchema = deliveryFilterSchema.omit({ body: true })
export type DeliveryFacetQuery = z.output<typeof deliveryFacetQuerySchema>

export const deliveryQuerySchema = pageQuery.extend(deliveryFilters)
export type DeliveryQuery = z.output<typeof deliveryQuerySchema>

export const exportFormats = ['csv', 'ndjson'] as const
export const deliveryExportQuerySchema = z.object({
  ...deliveryFilters,
  format: filterOf(z.enum(exportFormats)).transform((format) => format ?? 'csv'),
})
export type DeliveryExportQuery = z.output<typeof deliveryExportQuerySchema>

export const resendInputSchema = z
  .strictObject({ render: z.enum(['stored', 'again']).default('stored'), newMessage: z.boolean().optional() })
  .meta({ id: 'ResendInput' })
export type ResendInput = z.output<typeof resendInputSchema>
