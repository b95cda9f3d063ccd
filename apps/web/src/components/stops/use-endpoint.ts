import type { Endpoint } from '@hookline/schema'
import { useQuery } from '@tanstack/react-query'
import { call } from '../../lib/api.ts'

/** One endpoint with its health and what stops it; undefined while it is not known, and where its source was deleted. */
export function useEndpoint(id: string): Endpoint | undefined {
  return useQuery({
    queryKey: ['endpoints', 'one', id],
    queryFn: ({ signal }) => call<Endpoint>('GET', `/v1/endpoints/${encodeURIComponent(id)}`, { signal }),
  }).data
}
