import { countedBy, countersOf, type EngineEvent, type LiveSource } from '@hookline/engine'
import type { ConditionGroup } from '@hookline/schema'

/** A counter as it is stored. */
export interface CounterRow {
  id: string
  key: string
  eventType: string
  where: ConditionGroup | null
  countedFromMs: number
  /** Whether what was stored before is counted too. */
  isFilled: boolean
}

/** Something that conditions count of every user. */
export type LiveCounter = Omit<CounterRow, 'where'>

/** All counters of a workspace, found by what an event has to do with them. */
export interface LiveCounters {
  byKey: ReadonlyMap<string, LiveCounter>
  /** Those that count an event; `now` is ISO 8601 UTC. */
  counting(event: EngineEvent, now: string): readonly LiveCounter[]
  /** Those that a live condition may ask when an event of a type comes. */
  askedAbout(eventType: string): readonly LiveCounter[]
}

const none: readonly LiveCounter[] = []

/** In: the counters as they are stored, and the sources that are live. Out: the counters, found by events and their types. */
export function liveCounters(rows: readonly CounterRow[], sources: readonly LiveSource[]): LiveCounters {
  const byKey = new Map<string, LiveCounter>(rows.map((row) => [row.key, row]))
  const byType = new Map(
    [...Map.groupBy(rows, ({ eventType }) => eventType)].map(([type, own]) => [
      type,
      countedBy(own.map((row) => ({ ...row, id: row.key }))),
    ]),
  )
  const forAnyType = new Set<LiveCounter>()
  const asked = new Map<string, Set<LiveCounter>>()
  for (const { definition } of sources) {
    const found = countersOf(definition).flatMap(({ id }) => byKey.get(id) ?? [])
    const { eventTypes } = definition.trigger
    const sets = eventTypes === '*' ? [forAnyType] : eventTypes.map((type) => setOf(asked, type))
    for (const set of sets) for (const counter of found) set.add(counter)
  }
  const askedAbout = new Map([...asked].map(([type, set]) => [type, [...new Set([...set, ...forAnyType])]]))
  const anyType = [...forAnyType]
  return {
    byKey,
    counting: (event, now) =>
      byType
        .get(event.type)?.(event, now)
        .flatMap((key) => byKey.get(key) ?? []) ?? none,
    askedAbout: (type) => askedAbout.get(type) ?? anyType,
  }
}

function setOf(sets: Map<string, Set<LiveCounter>>, key: string): Set<LiveCounter> {
  const set = sets.get(key) ?? new Set()
  sets.set(key, set)
  return set
}
