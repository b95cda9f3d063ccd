import { plainWay } from '../blocks/block-kind.ts'
import type { Definition } from '../definition.ts'
import type { PathEntry } from './walk.ts'

/** A block that an event did not come to, and why. */
export interface NotReached {
  nodeId: string
  why: string
}

interface Way {
  from: Definition['blocks'][number]
  branch: string
}

/** Says of every block beside an event's way why the event did not come to it. In: that way, empty where there was none. */
export function explainNotReached({ trigger, blocks }: Definition, path: readonly PathEntry[]): NotReached[] {
  const taken = new Map(path.map(({ nodeId, branch }) => [nodeId, branch ?? plainWay]))
  const waysTo = new Map<string, Way[]>(blocks.map(({ id }) => [id, []]))
  for (const from of blocks) {
    for (const [branch, targets] of Object.entries(from.next)) for (const target of targets) waysTo.get(target)?.push({ from, branch })
  }
  const why = (nodeId: string): string => {
    if (path.length === 0) return 'the trigger did not let the event in'
    const ways = waysTo.get(nodeId) ?? []
    const passed = ways.find(({ from }) => taken.has(from.id))
    if (passed) return `the ${passed.from.type} before it went on by ${taken.get(passed.from.id)}, and this block is on ${passed.branch}`
    return ways.length > 0 || trigger.next.includes(nodeId) ? 'the block before it was not reached' : 'no way leads here'
  }
  return blocks.filter(({ id }) => !taken.has(id)).map(({ id }) => ({ nodeId: id, why: why(id) }))
}
