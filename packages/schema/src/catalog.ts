import { z } from 'zod'
import { observationsSchema } from './event-type.ts'
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
  /** How many events were looked at, and how many of them lacked each field, by its path in the data. */
  observations?: { sampled: number; absent: Readonly<Record<string, number>> }
}

/** What is known of the events and users that a draft talks about; fields that it lacks are warnings, never errors. */
export interface Catalog {
  eventTypes: Readonly<Record<string, CatalogEventType>>
  /** The shape of the users' state seen so far; absent when nothing was seen. */
  state?: JsonSchema
  /** The names of the workspace's secrets; a template that names another is an error. */
  secretNames?: readonly string[]
  /** Origins that whole URLs from data may lead to. */
  allowedOrigins?: readonly string[]
}

/** The catalogue as the API gives it: what a page needs to check drafts as the server does. */
export const catalogSchema = z
  .object({
    eventTypes: z.record(
      z.string(),
      z.object({ schema: jsonObjectSchema, sample: jsonObjectSchema.optional(), observations: observationsSchema.optional() }),
    ),
    state: jsonObjectSchema.optional(),
    secretNames: z.array(z.string()).optional(),
    allowedOrigins: z.array(z.string()).optional(),
  })
  .meta({ id: 'Catalog' })
