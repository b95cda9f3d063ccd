import type { ConditionScope } from '../conditions/check-behaviour.ts'
import { advance } from './advance.ts'
import type { Plan } from './plan.ts'
import { type Call, type PathEntry, type Waiting, walk } from './walk.ts'

/** A part of a way, walked at one moment of the simulated clock; `until` (ISO 8601 UTC) is when its last block goes on. */
export interface WalkedPart<R> {
  path: readonly PathEntry[]
  calls: readonly Call<R>[]
  scope: ConditionScope
  until: string | null
  /** The last block is a wait at which the run has waited before: from here the journey goes round. */
  isRound: boolean
}

/** Walks an event through a definition to its end, skipping waits on a simulated clock that begins at the scope's `now`. */
export function walkSkippingWaits<R>(plan: Plan<R>, begun: ConditionScope): WalkedPart<R>[] {
  const parts: WalkedPart<R>[] = []
  const waited = new Set<string>()
  let scope = begun
  let walked = walk(plan, scope)
  let from = 0
  for (;;) {
    const { path, calls, waiting } = walked
    const isRound = waiting !== null && waited.has(waiting.nodeId)
    parts.push({ path: path.slice(from), calls, scope, until: untilOf(waiting), isRound })
    if (waiting === null || isRound) return parts
    waited.add(waiting.nodeId)
    from = path.length
    scope = { ...scope, now: new Date(waiting.untilMs).toISOString() }
    walked = advance(plan, { nodeId: waiting.nodeId, path }, { signal: { kind: 'timer' }, scope })
  }
}

function untilOf(waiting: Waiting | null): string | null {
  return waiting && new Date(waiting.untilMs).toISOString()
}
