import type { TemplateScope } from '@hookline/schema'
import { plainWay } from '../blocks/block-kind.ts'
import type { ConditionScope } from '../conditions/check-behaviour.ts'
import type { Plan } from './plan.ts'

/**
 * A block that an event passed, and the branch by which it left. A wait has when the run came to it (`at`), until when it
 * waits, and when it went on (`leftAt`), ISO 8601 UTC.
 */
export interface PathEntry {
  nodeId: string
  branch?: string
  at?: string
  until?: string
  leftAt?: string
}

/** A call that a block makes of an event. */
export interface Call<R> {
  nodeId: string
  request: R
  scope: TemplateScope
}

/** Where a run waits, and until when (epoch milliseconds). */
export interface Waiting {
  nodeId: string
  untilMs: number
}

/** The way of an event through a definition, from its trigger on or from where it waited, to its end or the next wait. */
export interface Walk<R> {
  path: PathEntry[]
  calls: Call<R>[]
  waiting: Waiting | null
}

const nowhere: readonly string[] = []

/** Tells whether the trigger's condition lets an event in. */
export function entersPlan<R>(plan: Plan<R>, scope: ConditionScope): boolean {
  return plan.condition === null || plan.condition.test(scope)
}

/** Walks an event through a definition from its trigger on, until no way leads on or a block waits. Throws as `walkOn`. */
export function walk<R>(plan: Plan<R>, scope: ConditionScope): Walk<R> {
  const { nodeId, next } = plan.definition.trigger
  return walkOn(plan, scope, { path: [{ nodeId }], next })
}

/**
 * Walks on, step by step. In: the path so far, which is added to, and the blocks that come next.
 * Throws for ways in a circle without a wait and for a block that is not there, which `compile` refuses.
 */
export function walkOn<R>(plan: Plan<R>, scope: ConditionScope, { path, next }: { path: PathEntry[]; next: readonly string[] }): Walk<R> {
  const calls: Call<R>[] = []
  const pending = [...next]
  for (let index = 0; index < pending.length; index++) {
    const id = pending[index] ?? ''
    if (index >= plan.steps.size) throw new Error(`the ways of the definition lead in a circle at "${id}"`)
    const planned = plan.steps.get(id)
    if (!planned) throw new Error(`the definition has no block "${id}"`)
    const { wait } = planned.step
    // In a journey a way leads to one block, so nothing else is pending.
    if (wait) return waitAt(id, { untilMs: wait.untilMs(Date.parse(scope.now)), at: scope.now, path, calls })
    const { branch, call } = planned.step.run(scope)
    path.push(branch === plainWay ? { nodeId: id } : { nodeId: id, branch })
    if (call) calls.push({ nodeId: id, request: call.request, scope })
    pending.push(...(planned.ways.get(branch) ?? nowhere))
  }
  return { path, calls, waiting: null }
}

function waitAt<R>(
  nodeId: string,
  { untilMs, at, path, calls }: { untilMs: number; at: string; path: PathEntry[]; calls: Call<R>[] },
): Walk<R> {
  path.push({ nodeId, at, until: new Date(untilMs).toISOString() })
  return { path, calls, waiting: { nodeId, untilMs } }
}

/** Tells, without walking, that an event ends at the first block and calls nothing: so it is with most rules. */
export function endsAtOnce<R>(plan: Plan<R>, scope: ConditionScope): boolean {
  const { next } = plan.definition.trigger
  const planned = next[0] !== undefined && next.length === 1 ? plan.steps.get(next[0]) : undefined
  if (!planned) return false
  const { branch, call } = planned.step.run(scope)
  return call === undefined && (planned.ways.get(branch) ?? nowhere).length === 0
}
