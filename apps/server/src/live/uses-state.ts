import { conditionsUseState, type IndexEntry, type MatchIndex } from '@hookline/engine'
import type { LiveRequest } from './load.ts'

/**
 * Tells of an event type whether anything that its events may set off reads their users' state, in a condition or in a
 * request. Where nothing does, the state need not be read: what events cause is the same whatever it is.
 */
export function createUsesState(index: Pick<MatchIndex<LiveRequest>, 'candidates'>): (eventType: string) => boolean {
  // By the list of candidates, of which there are few: the types that callers may send are without number.
  const known = new WeakMap<readonly IndexEntry<LiveRequest>[], boolean>()
  return (eventType) => {
    const candidates = index.candidates(eventType)
    const found = known.get(candidates) ?? candidates.some(entryUsesState)
    known.set(candidates, found)
    return found
  }
}

function entryUsesState({ source, plan }: IndexEntry<LiveRequest>): boolean {
  return conditionsUseState(source.definition) || plan.requests.some(({ compiled }) => compiled.usesState)
}
