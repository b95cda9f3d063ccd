import type { Endpoint } from '@hookline/schema'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { call } from '../../lib/api.ts'

const shownMax = 100
const none: readonly Endpoint[] = []

/** What something stands against; the live stream says when that changes. */
export const stoppedQuery = queryOptions({
  queryKey: ['endpoints', 'stopped'],
  queryFn: async ({ signal }) => {
    const query = { stopped: true, limit: shownMax }
    return (await call<{ items: Endpoint[] }>('GET', '/v1/endpoints', { query, signal })).items
  },
})

/** The endpoints that are paused or left alone. */
export function useStoppedEndpoints(): readonly Endpoint[] {
  return useQuery(stoppedQuery).data ?? none
}
