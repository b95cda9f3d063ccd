import { z } from 'zod'
import { type JsonObject, type JsonValue, jsonObjectSchema } from './json.ts'

/** The part of JSON Schema that Hookline reads: enough to know which fields there are and of which type. */
export interface JsonSchema {
  type?: string | string[]
  properties?: Record<string, JsonSchema>
  items?: JsonSchema
  required?: string[]
  enum?: JsonValue[]
  description?: string
  [keyword: string]: unknown
}

/** What is known of one event type when a draft is checked. */
export interface CatalogEventType {
  schema: JsonSchema
  sample?: JsonObject
}

/** What is known of the events and users that a draft talks about; fields that it lacks are warnings, never errors. */
export interface Catalog {
  eventTypes: Readonly<Record<string, CatalogEventType>>
  /** The shape of the users' state seen so far; absent when nothing was seen. */
  state?: JsonSchema
}

/** The catalogue as the API gives it: what a page needs to check drafts as the server does. */
export const catalogSchema = z
  .object({
    eventTypes: z.record(z.string(), z.object({ schema: jsonObjectSchema, sample: jsonObjectSchema.optional() })),
    state: jsonObjectSchema.optional(),
  })
  .meta({ id: 'Catalog' })
