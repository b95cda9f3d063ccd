import type { NodeStats } from '@hookline/schema'
import { useQuery } from '@tanstack/react-query'
import { call } from '../../lib/api.ts'

type BlockNumbers = Omit<NodeStats['nodes'][number], 'nodeId'>

const refreshMs = 15_000

/** What went through each block in the last day. */
export function useBlockNumbers(id: string, isPublished: boolean): Readonly<Record<string, BlockNumbers>> | undefined {
  const { data } = useQuery({
    queryKey: ['stats', 'blocks', id],
    queryFn: ({ signal }) =>
      call<NodeStats>('GET', `/v1/automations/${encodeURIComponent(id)}/stats`, { query: { window: '24h' }, signal }),
    enabled: isPublished,
    refetchInterval: refreshMs,
    select: ({ nodes }) => Object.fromEntries(nodes.map(({ nodeId, ...numbers }) => [nodeId, numbers])),
  })
  return data
}
