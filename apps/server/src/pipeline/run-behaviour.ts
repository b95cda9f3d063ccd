import { countersOf, type Definition } from '@hookline/engine'
import type { LiveCounters } from '../live/counters.ts'
import type { BehaviourPlace } from './behaviour-ledger.ts'
import type { RunPlan } from './run-plans.ts'
import type { ClaimedRun } from './store/waiting-runs.ts'

const keysOfDefinitions = new WeakMap<Definition, readonly string[]>()

/** What conditions of these runs may ask of what their users did; with most batches, nothing. */
export function behaviourPlaces(
  runs: readonly ClaimedRun[],
  planOf: (run: ClaimedRun) => RunPlan,
  counters: LiveCounters,
): BehaviourPlace[] {
  if (counters.byKey.size === 0) return []
  const places = new Map<string, BehaviourPlace>()
  for (const run of runs) {
    const plan = planOf(run)
    if (!plan.ok) continue
    for (const key of counterKeys(plan.entry.source.definition)) {
      const counter = counters.byKey.get(key)
      if (counter) places.set(`${counter.id} ${run.userId}`, { counterId: counter.id, userId: run.userId })
    }
  }
  return [...places.values()]
}

function counterKeys(definition: Definition): readonly string[] {
  const known = keysOfDefinitions.get(definition)
  if (known) return known
  const keys = countersOf(definition).map(({ id }) => id)
  keysOfDefinitions.set(definition, keys)
  return keys
}
