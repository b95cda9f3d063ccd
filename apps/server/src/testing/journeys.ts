import { type Clock, systemClock } from '../clock.ts'

type Node = { id: string; type: string; config: object }

/** A drawn journey: its blocks one after another, the ids t, b1, b2 and so on. */
export function journeyOf(trigger: object, ...blocks: { type: string; config: object; branch?: string }[]) {
  const nodes: Node[] = [{ id: 't', type: 'trigger', config: trigger }]
  const edges: { from: string; to: string; branch?: string }[] = []
  let [from, branch]: [string, string | undefined] = ['t', undefined]
  for (const [index, block] of blocks.entries()) {
    const id = `b${index + 1}`
    nodes.push({ id, type: block.type, config: block.config })
    edges.push({ from, to: id, ...(branch !== undefined && { branch }) })
    from = id
    branch = block.branch
  }
  return { nodes, edges }
}

export const wait = (durationSeconds: number) => ({ type: 'delay', config: { durationSeconds } })
export const call = (url: string, body: string | null = null) => ({ type: 'webhook', config: { request: { urls: [url], body } } })

/** A clock that can be set forward; `monotonic` goes on as it is. */
export function movableClock(): Clock & { forward(seconds: number): void } {
  let aheadMs = 0
  return {
    ...systemClock,
    now: () => systemClock.now() + aheadMs,
    forward(seconds) {
      aheadMs += seconds * 1000
    },
  }
}
