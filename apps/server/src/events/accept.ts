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
import type { TraceContext } from '@hookline/webhook'
import { z } from 'zod'
import type { Ctx, Services } from '../context.ts'
import { newUuid, publicId } from '../ids.ts'
import type { IncomingEvent } from '../pipeline/incoming.ts'
import { type Ingest, NotTaken } from '../pipeline/ingest.ts'
import { invalidField, invalidFields, ServiceError } from '../service-error.ts'
import { patchErrors, stateError } from '../users/state-size.ts'
import { zodProblem } from '../zod-problem.ts'

export interface EventsSent {
  value: JsonValue
  bytes: number
  trace: TraceContext | null
}

interface Receipt {
  nowMs: number
  at: string
  trace: TraceContext | null
}

/**
 * Takes events in: one, or `{ events: [ … ] }`. All of a call are stored or none.
 * In: the JSON as it was read, the bytes it had, and the trace of the call, if any. Out: what was new once it is durable.
 */
export async function acceptEvents({ ctx, input }: { ctx: Ctx; input: EventsSent }): Promise<EventsAccepted> {
  const { clock } = ctx.services
  const ingest = requireIngest(ctx.services)
  const nowMs = clock.now()
  const received = { nowMs, at: new Date(nowMs).toISOString(), trace: input.trace }
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
    case 'states-too-large':
      throw invalidFields(answer.events.map(({ index, bytes }) => stateError(bytes, placeOf(input.value, index))))
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
  const errors = events.flatMap(({ state }, index) => (state ? patchErrors(state, placeOf(value, index)) : []))
  if (errors.length > 0) throw invalidFields(errors)
}

/** Where the state of an event stands in the call. */
function placeOf(value: JsonValue, index: number): string {
  const isList = typeof value === 'object' && value !== null && 'events' in value
  return isList ? `events.${index}.state` : 'state'
}

function toIncoming(event: EventInput, received: Receipt): IncomingEvent {
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
    ...(received.trace && { trace: received.trace }),
  }
}

/** The instant in UTC: as it was written where that was UTC already. */
export function utcText(text: string): string {
  return text.endsWith('Z') ? text : new Date(text).toISOString()
}
