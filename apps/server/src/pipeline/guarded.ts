import type { EngineEvent, MatchIndex } from '@hookline/engine'
import type { Outcome } from './render-outcomes.ts'
import type { EntryPlace } from './store/entries.ts'

/** Users and automations of a batch of which it has to be known who has entered; most batches have none. */
export function guardedPlaces(events: readonly EngineEvent[], index: MatchIndex<unknown>): EntryPlace[] {
  const places = new Map<string, EntryPlace>()
  for (const { type, userId } of events)
    for (const { id } of index.guarded(type)) places.set(`${id} ${userId}`, { automationId: id, userId })
  return [...places.values()]
}

/** Who entered an automation that lets each user in once. */
export function entriesOf(outcomes: readonly Outcome[]): EntryPlace[] {
  const places: EntryPlace[] = []
  for (const { event, matches } of outcomes) {
    for (const { source, error } of matches) {
      if (source.definition.trigger.reentry === 'oncePerUser' && error === undefined)
        places.push({ automationId: source.id, userId: event.userId })
    }
  }
  return places
}
