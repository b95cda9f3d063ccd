import type { GraphNode } from '@hookline/schema'
import { type BlockBase, type BlockKind, plainWay } from './block-kind.ts'
import { conditionBlock } from './condition.ts'
import { delayBlock } from './delay.ts'
import { exitBlock } from './exit.ts'
import { webhookBlock } from './webhook.ts'

/** Every type of block that may come after the trigger. */
const kinds = [conditionBlock, delayBlock, webhookBlock, exitBlock] as const

type BlockOf<K> = K extends BlockKind<infer B> ? B : never
/** A block of a definition. */
export type DefinitionBlock = BlockOf<(typeof kinds)[number]>

// A kind's methods take their own block alone; that is sound because a kind is only ever found by its block's type.
const kindsByType: ReadonlyMap<string, BlockKind<DefinitionBlock>> = new Map(
  kinds.map((kind: BlockKind<DefinitionBlock>) => [kind.type, kind]),
)

/** The kind of that name, or undefined where there is none; the trigger is not among them (trigger.ts). */
export function findBlockKind(type: BlockBase['type']): BlockKind<DefinitionBlock> | undefined {
  return kindsByType.get(type)
}

/** The names of all types of block, the trigger among them. */
export const blockTypeNames: readonly string[] = ['trigger', ...kindsByType.keys()]

/** The branches that may leave a drawn block, `plainWay` for the way on without a name; undefined where its type is unknown. */
export function branchesOf({ type, config }: Pick<GraphNode, 'type' | 'config'>): readonly string[] | undefined {
  return type === 'trigger' ? [plainWay] : findBlockKind(type)?.branches(config)
}

/** Whether runs wait at blocks of this type. */
export function waitsAt(type: string): boolean {
  return findBlockKind(type)?.waits === true
}

/** Whether blocks of this type call something. */
export function callsOut(type: string): boolean {
  return findBlockKind(type)?.calls === true
}
