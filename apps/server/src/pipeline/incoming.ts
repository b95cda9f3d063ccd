import type { EngineEvent } from '@hookline/engine'
import type { TraceContext } from '@hookline/webhook'
import type { TooLarge } from './large-states.ts'

/** An event that was checked and waits to be stored. `key` orders it and tells when it came (schema/event.ts). */
export interface IncomingEvent extends EngineEvent {
  readonly key: string
  /** Whether we made its id, because its caller gave none. */
  readonly idMade: boolean
  /** As it was sent; the engine's `occurredAt` falls back to the time of receipt. */
  readonly occurredAtSent: string | null
  /** The trace that its call belongs to; the deliveries that it causes carry it on. */
  readonly trace?: TraceContext
}

/** The events of one call; they are stored together, and a bad one fails with its call alone. */
export interface IncomingRequest {
  /** The API key it came with, judged once more in the transaction; null for calls that came another way. */
  readonly keyId: string | null
  readonly events: readonly IncomingEvent[]
}

/** What became of one call. */
export type IncomingAnswer =
  | { kind: 'stored'; duplicates: readonly boolean[] }
  | { kind: 'revoked' }
  | { kind: 'refused'; message: string }
  | { kind: 'states-too-large'; events: readonly TooLarge[] }
