import {
  type EventInput,
  type EventsAccepted,
  eventInputSchema,
  eventsPerRequestMax,
  type FieldError,
  fieldErrorsMax,
  type JsonValue,
  statePatchBytesMax,
} from '@hookline/schema'
import { z } from 'zod'
import type { Ctx, Services } from '../context.ts'
import { zodProblem } from '../http/problem.ts'
import { newUuid, publicId } from '../ids.ts'
import type { IncomingEvent } from '../pipeline/incoming.ts'
import { type Ingest, NotTaken } from '../pipeline/ingest.ts'
import { invalidField, invalidFields, ServiceError } from '../service-error.ts'
import { patchErrors } from '../users/state-size.ts'

/**
 * Takes events in: one, or `{ events: [ … ] }`. All of a call are stored or none.
 * In: the JSON as it was read, and the bytes it had. Out: what was new once it is durable.
 */
export async function acceptEvents({ ctx, input }: { ctx: Ctx; input: { value: JsonValue; bytes: number } }): Promise<EventsAccepted> {
  const { clock } = ctx.services
  const ingest = requireIngest(ctx.services)
  const nowMs = clock.now()
  const received = { nowMs, at: new Date(nowMs).toISOString() }
  const read = readEvents(input.value)
  // A patch is no larger than the body it came in: most bodies need no second look.
  if (input.bytes > statePatchBytesMax) refuseLargePatches(read, input.value)
  const events = read.map((event) => toIncoming(event, received))
  const keyId = ctx.actor.kind === 'api-key' ? ctx.actor.id : null
  const answer = await ingest.submit({ keyId, events })
  switch (answer.kind) {
    case 'stored': {
      const duplicates = answer.duplicates.filter(Boolean).length
      return { accepted: events.length - duplicates, duplicates, ids: events.map((event) => event.id) }
    }
    case 'revoked':
      throw new ServiceError(401, 'Not authenticated', 'This API key was revoked.')
    case 'refused':
      throw invalidField('', 'event.refused', 'the database cannot store these events; nothing of the call is stored')
  }
}

/** The door to the pipeline, where this process has one. */
export function requireIngest({ ingest }: Services): Ingest {
  if (!ingest) throw new NotTaken(503, 'This process takes no events (ROLE=worker).', 5)
  return ingest
}

function readEvents(value: JsonValue): EventInput[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw invalidField('', 'event.not-an-object', 'must be one event, or { "events": [ … ] }')
  }
  if (!Object.hasOwn(value, 'events')) return [readEvent(value)]
  const { events, ...rest } = value
  const [unknown] = Object.keys(rest)
  if (unknown !== undefined) throw invalidField(unknown, 'field.unknown', 'is not a field here: beside "events" there is none')
  if (!Array.isArray(events)) throw invalidField('events', 'field.type', 'must be a list of events')
  if (events.length === 0) throw invalidField('events', 'field.too-short', 'must have at least one event')
  if (events.length > eventsPerRequestMax) {
    throw invalidField('events', 'batch.too-large', `has ${events.length} events: send at most ${eventsPerRequestMax} at once`)
  }
  return readAll(events)
}

function readEvent(value: JsonValue): EventInput {
  const parsed = eventInputSchema.safeParse(value)
  if (parsed.success) return parsed.data
  throw zodProblem(parsed.error)
}

const eventInputsSchema = z.array(eventInputSchema)

function readAll(values: readonly JsonValue[]): EventInput[] {
  const parsed = eventInputsSchema.safeParse(values)
  if (parsed.success) return parsed.data
  // One by one: what one event's problem is, is told of that event alone.
  const errors: FieldError[] = []
  for (let i = 0; i < values.length && errors.length < fieldErrorsMax; i++) {
    const { error } = eventInputSchema.safeParse(values[i])
    if (error) errors.push(...zodProblem(error, `events.${i}`).errors)
  }
  throw invalidFields(errors)
}

function refuseLargePatches(events: readonly EventInput[], value: JsonValue): void {
  const isList = typeof value === 'object' && value !== null && 'events' in value
  const errors = events.flatMap(({ state }, index) => (state ? patchErrors(state, isList ? `events.${index}.state` : 'state') : []))
  if (errors.length > 0) throw invalidFields(errors)
}

function toIncoming(event: EventInput, received: { nowMs: number; at: string }): IncomingEvent {
  const key = newUuid(received.nowMs)
  const occurredAt = event.occurredAt == null ? null : utcText(event.occurredAt)
  return {
    key,
    id: event.id ?? publicId('evt', key),
    idMade: event.id === undefined,
    type: event.type,
    userId: event.userId,
    campaignId: event.campaignId ?? null,
    occurredAt: occurredAt ?? received.at,
    occurredAtSent: occurredAt,
    data: event.data ?? {},
    ...(event.state && { state: event.state }),
  }
}

/** The instant in UTC: as it was written where that was UTC already. */
export function utcText(text: string): string {
  return text.endsWith('Z') ? text : new Date(text).toISOString()
}
