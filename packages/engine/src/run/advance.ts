import type { Signal } from '../blocks/block-kind.ts'
import type { ConditionScope } from '../conditions/check-behaviour.ts'
import type { Plan } from './plan.ts'
import { type PathEntry, type Walk, walkOn } from './walk.ts'

/** Blocks that one run may pass, at most: a journey may lead in a circle through a wait, but not for ever. */
export const runBlocksMax = 1000

/** A run that waits: at which block, and the way it came. */
export interface WaitingRun {
  readonly nodeId: string
  readonly path: readonly PathEntry[]
}

/**
 * Moves a run that waits by one step, to its end or its next wait: (definition, run, signal) → (run, effects).
 * In: the plan of the version that the run started on, the run, what ended its wait, and what conditions and templates
 * see at this moment. Out: its whole path, the calls to make now, and where it waits next; nothing that came in is changed.
 * Throws where the definition has no such block, leads in a circle, or the run has passed `runBlocksMax` blocks.
 */
export function advance<R>(plan: Plan<R>, run: WaitingRun, { signal, scope }: { signal: Signal; scope: ConditionScope }): Walk<R> {
  const planned = plan.steps.get(run.nodeId)
  const wait = planned?.step.wait
  if (!planned || !wait) throw new Error(`the definition has no block "${run.nodeId}" that waits`)
  const last = run.path.at(-1)
  const path = last?.nodeId === run.nodeId ? [...run.path.slice(0, -1), { ...last, leftAt: scope.now }] : [...run.path]
  const walked = walkOn(plan, scope, { path, next: planned.ways.get(wait.leaveBy(signal)) ?? [] })
  if (walked.path.length > runBlocksMax) throw new Error(`the run has passed ${runBlocksMax} blocks, more than a run may`)
  return walked
}
