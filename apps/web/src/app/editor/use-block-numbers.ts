import { useQuery } from '@tanstack/react-query'
import { call } from '../../lib/api.ts'

export interface BlockNumbers {
  in: number | null
  out: number | null
  failed: number | null
  waiting: number | null
}

/** What went through each block in the last day. */
export function useBlockNumbers(id: string, isPublished: boolean): Readonly<Record<string, BlockNumbers>> | undefined {
  const { data } = useQuery({
    queryKey: ['stats', 'blocks', id],
    queryFn: ({ signal }) =>
      call<{ nodes: Record<string, BlockNumbers> }>('GET', `/v1/automations/${encodeURIComponent(id)}/stats`, {
        query: { window: '24h' },
        signal,
      }),
    enabled: isPublished,
    refetchInterval: 15_000,
  })
  return data?.nodes
}
