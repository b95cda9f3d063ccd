import { plainWay } from '../blocks/block-kind.ts'
import type { Definition } from '../definition.ts'
import type { PathEntry } from './walk.ts'

/** Says why an event did not come to a block. In: the block's id, and the way that the event took (empty: none). */
export function whyNotReached(id: string, { trigger, blocks }: Definition, path: readonly PathEntry[]): string {
  if (path.length === 0) return 'the trigger did not let the event in'
  const taken = new Map(path.map(({ nodeId, branch }) => [nodeId, branch ?? plainWay]))
  const before = blocks.filter(({ next }) => Object.values(next).some((targets) => targets.includes(id)))
  if (before.length === 0) return trigger.next.includes(id) ? 'the way ended before it' : 'no way leads here'
  for (const { id: previous, type, next } of before) {
    const branch = taken.get(previous)
    const own = Object.entries(next).find(([, targets]) => targets.includes(id))?.[0]
    if (branch !== undefined) return `the ${type} before it went on by ${branch}, and this block is on ${own}`
  }
  return 'the block before it was not reached'
}
