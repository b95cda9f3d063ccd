import type { CallingBlock } from '../blocks/block-kind.ts'
import type { ConditionScope } from '../conditions/check-behaviour.ts'
import type { Definition } from '../definition.ts'
import type { EngineEvent } from './event-scope.ts'
import { entryRegion } from './narrow/entry-region.ts'
import { type Narrower, narrower } from './narrow/narrower.ts'
import { type Plan, planDefinition } from './plan.ts'

/** A definition that is live, and whose it is. */
export interface LiveSource {
  readonly kind: 'automation' | 'webhook'
  readonly id: string
  /** The published version; null for webhooks, which have none. */
  readonly version: number | null
  readonly name: string
  /** Only events of this campaign are its business; null: all. */
  readonly campaignId: string | null
  readonly definition: Definition
}

/** A source ready to run. */
export interface IndexEntry<R> {
  readonly source: LiveSource
  readonly plan: Plan<R>
}

/** All live definitions, found by the type of an event and by what their conditions ask of it. */
export interface MatchIndex<R> {
  /** The sources that may match an event of this type, in their given order; never a new list. */
  candidates(eventType: string): readonly IndexEntry<R>[]
  /**
   * The candidates that may match this scope, in the same order: all that do match and few that do not. Values and bounds
   * are looked up, so that the work grows with what is found and not with how many candidates there are.
   */
  narrow(eventType: string, scope: ConditionScope): readonly IndexEntry<R>[]
  /** Those of the candidates that do not let everybody in again: who entered them has to be known. */
  guarded(eventType: string): readonly LiveSource[]
  /** A source that is ready to run, by its id. */
  find(sourceId: string): IndexEntry<R> | undefined
  /** Sources that could not be made ready; they match nothing and hold up no other. */
  readonly failures: readonly { source: LiveSource; error: string }[]
}

const reservedPrefix = 'hookline.'

/**
 * Builds the index of all live definitions; do it when they change, not per event.
 * In: the sources, and what makes the caller's own request of each block that calls (opaque to the engine).
 * A source that cannot be made ready (a bug) is named in `failures`.
 */
export function buildIndex<R>(sources: readonly LiveSource[], prepare: (source: LiveSource, block: CallingBlock) => R): MatchIndex<R> {
  const failures: { source: LiveSource; error: string }[] = []
  const entries = sources.flatMap((source) => {
    try {
      return [{ source, plan: planDefinition(source.definition, (block) => prepare(source, block)) }]
    } catch (error) {
      failures.push({ source, error: errorText(error) })
      return []
    }
  })
  const byType = groupByType(entries)
  const forAnyType = entries.filter(({ source }) => source.definition.trigger.eventTypes === '*')
  const none: readonly IndexEntry<R>[] = []
  const candidates = (eventType: string) => byType.get(eventType) ?? (eventType.startsWith(reservedPrefix) ? none : forAnyType)
  const narrowers = lazyNarrowers<R>()
  const guarded = groupByType(entries.filter(({ source }) => source.definition.trigger.reentry !== 'every'))
  const guardedSources = new Map([...guarded].map(([type, list]) => [type, list.map(({ source }) => source)]))
  const byId = new Map(entries.map((entry) => [entry.source.id, entry]))
  return {
    candidates,
    guarded: (eventType) => guardedSources.get(eventType) ?? noSources,
    find: (sourceId) => byId.get(sourceId),
    narrow: (eventType, scope) => {
      const list = candidates(eventType)
      const find = narrowers(list)
      return find === null ? list : pick(list, find(scope))
    },
    failures,
  }
}

const noSources: readonly LiveSource[] = []

function pick<R>(list: readonly IndexEntry<R>[], places: readonly number[]): readonly IndexEntry<R>[] {
  const picked: IndexEntry<R>[] = []
  for (const place of places) {
    const entry = list[place]
    if (entry) picked.push(entry)
  }
  return picked
}

/** A single one is as quickly tried as looked up. */
const narrowFrom = 2

/** Each list's narrower, made when it is first asked: most types of a large index see no event before the next one. */
function lazyNarrowers<R>(): (list: readonly IndexEntry<R>[]) => Narrower | null {
  const made = new Map<readonly IndexEntry<R>[], Narrower>()
  return (list) => {
    if (list.length < narrowFrom) return null
    const known = made.get(list)
    if (known) return known
    const narrow = narrower(list.map(entryRegion))
    made.set(list, narrow)
    return narrow
  }
}

/** Tells whether an event is of the campaign that a source keeps to, if it keeps to one. */
export function keepsToCampaign({ source }: IndexEntry<unknown>, { campaignId }: EngineEvent): boolean {
  const subscribed = source.definition.trigger.campaignId
  if (source.campaignId !== null && source.campaignId !== campaignId) return false
  return subscribed === undefined || subscribed === campaignId
}

/** What an exception said. */
export function errorText(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** Every list keeps the order of the sources, those for any type among them. */
function groupByType<R>(entries: readonly IndexEntry<R>[]): Map<string, IndexEntry<R>[]> {
  const typesOf = ({ source }: IndexEntry<R>) => source.definition.trigger.eventTypes
  const byType = new Map<string, IndexEntry<R>[]>()
  for (const entry of entries) {
    const types = typesOf(entry)
    if (types !== '*') for (const type of types) byType.set(type, [])
  }
  const open = [...byType].filter(([type]) => !type.startsWith(reservedPrefix)).map(([, list]) => list)
  for (const entry of entries) {
    const types = typesOf(entry)
    const lists = types === '*' ? open : [...new Set(types)].map((type) => byType.get(type))
    for (const list of lists) list?.push(entry)
  }
  return byType
}
