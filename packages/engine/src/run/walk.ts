import type { TemplateScope } from '@hookline/schema'
import { plainWay } from '../blocks/block-kind.ts'
import type { ConditionScope } from '../conditions/check-behaviour.ts'
import type { Plan } from './plan.ts'

/** A block that an event passed, and the branch by which it left. */
export interface PathEntry {
  nodeId: string
  branch?: string
}

/** A call that a block makes of an event. */
export interface Call<R> {
  nodeId: string
  request: R
  scope: TemplateScope
}

/** What one block does with an event: the branch it leaves by, the blocks that follow, the call it makes. */
export interface Stepped<R> {
  branch: string
  next: readonly string[]
  call?: { readonly request: R }
}

/** The way of an event through a definition, from its trigger on. */
export interface Walk<R> {
  path: PathEntry[]
  calls: Call<R>[]
}

const nowhere: readonly string[] = []

/** One step: what the block does with the event. Throws where the definition has no such block. */
export function step<R>(plan: Plan<R>, nodeId: string, scope: ConditionScope): Stepped<R> {
  const planned = plan.steps.get(nodeId)
  if (!planned) throw new Error(`the definition has no block "${nodeId}"`)
  const { branch, call } = planned.step.run(scope)
  const next = planned.ways.get(branch) ?? nowhere
  return call ? { branch, next, call } : { branch, next }
}

/** Tells whether the trigger's condition lets an event in. */
export function entersPlan<R>(plan: Plan<R>, scope: ConditionScope): boolean {
  return plan.condition === null || plan.condition.test(scope)
}

/**
 * Walks an event through a definition, step by step until no way leads on.
 * Throws for ways in a circle, which `compile` refuses.
 */
export function walk<R>(plan: Plan<R>, scope: ConditionScope): Walk<R> {
  const { nodeId, next } = plan.definition.trigger
  const path: PathEntry[] = [{ nodeId }]
  const calls: Call<R>[] = []
  const pending = [...next]
  for (let index = 0; index < pending.length; index++) {
    const id = pending[index] ?? ''
    if (index >= plan.steps.size) throw new Error(`the ways of the definition lead in a circle at "${id}"`)
    const stepped = step(plan, id, scope)
    path.push(stepped.branch === plainWay ? { nodeId: id } : { nodeId: id, branch: stepped.branch })
    if (stepped.call) calls.push({ nodeId: id, request: stepped.call.request, scope })
    pending.push(...stepped.next)
  }
  return { path, calls }
}

/** Tells, without walking, that an event ends at the first block and calls nothing: so it is with most rules. */
export function endsAtOnce<R>(plan: Plan<R>, scope: ConditionScope): boolean {
  const { next } = plan.definition.trigger
  const planned = next[0] !== undefined && next.length === 1 ? plan.steps.get(next[0]) : undefined
  if (!planned) return false
  const { branch, call } = planned.step.run(scope)
  return call === undefined && (planned.ways.get(branch) ?? nowhere).length === 0
}
