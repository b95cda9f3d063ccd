import type { CallingBlock, Step } from '../blocks/block-kind.ts'
import { findBlockKind } from '../blocks/registry.ts'
import { type ConditionNode, compileCondition } from '../conditions/compile-condition.ts'
import type { Definition } from '../definition.ts'

/** A block ready to run, with its ways. */
export interface PlannedStep<R> {
  readonly id: string
  readonly step: Step<R>
  readonly ways: ReadonlyMap<string, readonly string[]>
}

/** A definition ready to run: conditions compiled, requests prepared, once. */
export interface Plan<R> {
  readonly definition: Definition
  /** The trigger's condition; null lets every event in. */
  readonly condition: ConditionNode | null
  readonly steps: ReadonlyMap<string, PlannedStep<R>>
  /** The requests of all its blocks that call. */
  readonly requests: readonly R[]
}

/**
 * Makes a definition ready to run.
 * In: a definition, and what makes a caller's request of a block that calls. Throws for a definition that `compile`
 * cannot have made (or where `prepare` throws): buildIndex catches it per automation.
 */
export function planDefinition<R>(definition: Definition, prepare: (block: CallingBlock) => R): Plan<R> {
  const { condition } = definition.trigger
  const requests: R[] = []
  const keep = (block: CallingBlock) => {
    const request = prepare(block)
    requests.push(request)
    return request
  }
  const steps = new Map(definition.blocks.map((block) => [block.id, planStep(block, keep)]))
  return { definition, condition: condition ? compileOrThrow(condition) : null, steps, requests }
}

function planStep<R>(block: Definition['blocks'][number], prepare: (block: CallingBlock) => R): PlannedStep<R> {
  const kind = findBlockKind(block.type)
  if (!kind) throw new Error(`there is no block of type "${block.type}"`)
  return { id: block.id, step: kind.toStep(block, prepare), ways: new Map(Object.entries(block.next)) }
}

function compileOrThrow(condition: unknown): ConditionNode {
  const compiled = compileCondition(condition)
  if (!compiled.ok) throw new Error(compiled.diagnostics[0]?.message)
  return compiled.root
}
