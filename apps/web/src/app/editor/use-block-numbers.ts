import type { NodeStats } from '@hookline/schema'
import { useQuery } from '@tanstack/react-query'
import { call } from '../../lib/api.ts'

/** The numbers of blocks, by their ids. */
export type BlockNumbers = Readonly<Record<string, NodeStats['nodes'][number]>>

const refreshMs = 15_000

/** What went through each block in the last day. */
export function useBlockNumbers(id: string, isPublished: boolean): BlockNumbers | undefined {
  const { data } = useQuery({
    queryKey: ['stats', 'blocks', id],
    queryFn: ({ signal }) =>
      call<NodeStats>('GET', `/v1/automations/${encodeURIComponent(id)}/stats`, { query: { window: '24h' }, signal }),
    enabled: isPublished,
    refetchInterval: refreshMs,
    select: ({ nodes }) => Object.fromEntries(nodes.map((numbers) => [numbers.nodeId, numbers])),
  })
  return data
}
