import type { Catalog, JsonValue } from '@hookline/schema'
import type { KnownFields } from './fields.ts'
import type { AllowedOrigins } from './url-place.ts'

/** What is known where a template is written; what is absent is not judged. */
export interface Known {
  fields?: KnownFields
  /** The names of the workspace's secrets. */
  secretNames?: readonly string[]
  allowedOrigins?: AllowedOrigins
  /** A body that the receiver gave as an example of what it takes. */
  receiverSample?: JsonValue
}

/** What the catalogue tells templates of one event type. */
export function knownFrom({ eventTypes, state, secretNames, allowedOrigins }: Catalog, eventType: string): Known {
  const type = Object.hasOwn(eventTypes, eventType) ? eventTypes[eventType] : undefined
  const { schema, observations } = type ?? {}
  return {
    fields: { ...(schema && { event: schema }), ...(state && { state }), ...(observations && { observations }) },
    ...(secretNames && { secretNames }),
    ...(allowedOrigins && { allowedOrigins }),
  }
}
