import type { Catalog, EventRecord, JsonObject } from '@hookline/schema'
import { readJsonObject } from '../../components/values-field/read-json-object.ts'

/** An event to try a draft on, and the state of its user; nothing of it is stored. */
export interface Trial {
  source: 'sample' | 'past' | 'own'
  /** A past event's id. */
  eventId: string | null
  userId: string
  /** Event data and user state as texts, because a person may be typing in them. */
  dataText: string
  /** Empty: the stored state of the user. */
  stateText: string
}

/** What `simulate` and `preview` take, or what is wrong with what was typed. */
export type TrialInput =
  | { ok: true; event: { type: string; userId: string; id?: string; occurredAt?: string; data: JsonObject }; state?: JsonObject }
  | { ok: false; errors: { data?: string; state?: string; userId?: string } }

export const firstTrial: Trial = { source: 'sample', eventId: null, userId: 'u-42', dataText: '', stateText: '' }

/** The trial as the API takes it. */
export function readTrial(
  trial: Trial,
  { eventType, catalog, past }: { eventType: string; catalog: Catalog; past: EventRecord | undefined },
): TrialInput {
  const data = dataOf(trial, { eventType, catalog, past })
  const state = trial.stateText.trim() === '' ? undefined : objectIn(trial.stateText)
  const errors = {
    ...(typeof data === 'string' && { data }),
    ...(typeof state === 'string' && { state }),
    ...(trial.userId.trim() === '' && { userId: 'Give the id of a user; any will do' }),
  }
  if (typeof data === 'string' || typeof state === 'string' || Object.keys(errors).length > 0) return { ok: false, errors }
  const isPast = trial.source === 'past' && past !== undefined
  return {
    ok: true,
    event: {
      type: eventType,
      userId: trial.userId.trim(),
      ...(isPast && { id: past.id, occurredAt: past.occurredAt ?? past.receivedAt }),
      data,
    },
    ...(state && { state }),
  }
}

/** The sample of an event type, as it is first shown. */
export function sampleText(catalog: Catalog, eventType: string): string {
  return JSON.stringify(catalog.eventTypes[eventType]?.sample ?? {}, null, 2)
}

function dataOf(
  trial: Trial,
  { eventType, catalog, past }: { eventType: string; catalog: Catalog; past: EventRecord | undefined },
): JsonObject | string {
  if (trial.source === 'past') return past?.data ?? 'Choose one of the past events'
  if (trial.source === 'own') return objectIn(trial.dataText)
  return catalog.eventTypes[eventType]?.sample ?? {}
}

/** The object that a text says, or in words why it says none. */
function objectIn(text: string): JsonObject | string {
  const read = readJsonObject(text)
  return read.ok ? read.value : read.error
}
