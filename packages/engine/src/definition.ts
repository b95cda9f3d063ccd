import type { DefinitionBlock } from './blocks/registry.ts'
import type { DefinitionTrigger } from './blocks/trigger.ts'

/**
 * What a published automation or a webhook compiles to: plain JSON, never changed, and what a version stores. It holds
 * no secret; the ways of its blocks lead only to its own blocks and never in a circle.
 */
export interface Definition {
  readonly kind: 'rule' | 'journey'
  readonly trigger: DefinitionTrigger
  readonly blocks: readonly DefinitionBlock[]
}
