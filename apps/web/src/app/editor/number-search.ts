import type { NodeStats } from '@hookline/schema'

export type NumberName = 'in' | 'out' | 'failed' | 'waiting'

interface WebhookNumber {
  automationId: string
  nodeId: string
  name: NumberName
  stats: NodeStats['nodes'][number] | undefined
}

/** The filters of the list of deliveries that show what a number on a WebHook counted: in the last day, or owed now. */
export function numberSearch({ automationId, nodeId, name, stats }: WebhookNumber): Record<string, string> {
  const block = { automationId, nodeId }
  if (name === 'in') return { ...block, range: '24h' }
  if (name === 'out') return { ...block, status: 'succeeded', range: '24h' }
  if (name === 'failed') return { ...block, status: 'undelivered', range: '24h' }
  const isHeld = (stats?.held ?? 0) * 2 > (stats?.waiting ?? 0)
  return { ...block, status: isHeld ? 'held' : 'pending' }
}
