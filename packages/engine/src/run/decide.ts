import type { JsonObject } from '@hookline/schema'
import type { ConditionScope } from '../conditions/check-behaviour.ts'
import { type EngineEvent, eventScope, type Surroundings } from './event-scope.ts'
import { errorText, type IndexEntry, keepsToCampaign, type LiveSource, type MatchIndex } from './match-index.ts'
import { mergeState } from './merge-state.ts'
import { type Entries, noEntries, Reentries } from './reentry.ts'
import { type Call, endsAtOnce, entersPlan, type PathEntry, type Waiting, walk } from './walk.ts'

/**
 * A source that an event set off. A rule matches when it calls something; a journey matches when its trigger lets the
 * event in, and `path` shows where it ended, or waits: `waiting` says until when. With `error` (a bug) nothing of it is called.
 */
export interface Match<R> {
  source: LiveSource
  path: PathEntry[]
  calls: Call<R>[]
  waiting: Waiting | null
  error?: string
}

/** What one event caused. */
export interface EventOutcome<R, E extends EngineEvent = EngineEvent> {
  event: E
  /** The user's state as the rules saw it, the event's patch merged. */
  state: JsonObject
  matches: readonly Match<R>[]
}

export interface DecideInput<E extends EngineEvent = EngineEvent> extends Surroundings {
  /** In the order in which they came: events of one user apply one after another. */
  readonly events: readonly E[]
  /** The states of these events' users; one that is missing is new. */
  readonly states: ReadonlyMap<string, JsonObject>
  /** Who has entered the sources that do not let everybody in again (`index.guarded`); without it nobody has. */
  readonly entries?: Entries
}

export interface Decision<R, E extends EngineEvent = EngineEvent> {
  /** The new states of the users whose state changed, and of no other. */
  states: Map<string, JsonObject>
  /** One for each event, in their order. */
  outcomes: EventOutcome<R, E>[]
}

const noState: JsonObject = Object.freeze({})
const noMatches: readonly never[] = []

/**
 * Decides what a batch of events causes.
 * In: the index of live definitions, the events, their users' states, campaigns' names and the time. Out: changed
 * states and, for each event, what matched and which calls to render. Nothing that came in is changed.
 */
export function decide<R, E extends EngineEvent>(index: MatchIndex<R>, input: DecideInput<E>): Decision<R, E> {
  const states = new Map<string, JsonObject>()
  const reentries = new Reentries(input.entries ?? noEntries)
  const outcomes = input.events.map((event) => {
    const before = states.get(event.userId) ?? input.states.get(event.userId) ?? noState
    const state = event.state ? mergeState(before, event.state) : before
    if (state !== before) states.set(event.userId, state)
    return { event, state, matches: matchEvent(index, event, { state, surroundings: input, reentries }) }
  })
  return { states, outcomes }
}

function matchEvent<R>(
  index: MatchIndex<R>,
  event: EngineEvent,
  { state, surroundings, reentries }: { state: JsonObject; surroundings: Surroundings; reentries: Reentries },
): readonly Match<R>[] {
  if (index.candidates(event.type).length === 0) return noMatches
  const scope = eventScope(event, state, surroundings)
  let matches: Match<R>[] | null = null
  for (const entry of index.narrow(event.type, scope)) {
    if (!keepsToCampaign(entry, event) || !reentries.mayEnter(entry.source, event)) continue
    const match = matchSource(entry, scope)
    if (match === null) continue
    if (match.error === undefined) reentries.note(entry.source, event, match.waiting !== null)
    matches ??= []
    matches.push(match)
  }
  return matches ?? noMatches
}

function matchSource<R>({ source, plan }: IndexEntry<R>, scope: ConditionScope): Match<R> | null {
  try {
    if (!entersPlan(plan, scope)) return null
    const isRule = source.definition.kind === 'rule'
    if (isRule && endsAtOnce(plan, scope)) return null
    const { path, calls, waiting } = walk(plan, scope)
    return isRule && calls.length === 0 ? null : { source, path, calls, waiting }
  } catch (error) {
    return { source, path: [], calls: [], waiting: null, error: errorText(error) }
  }
}
