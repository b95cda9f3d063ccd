import type { Page } from '@hookline/schema'
import { useQueries } from '@tanstack/react-query'
import { call } from '../../lib/api.ts'

const places = ['automations', 'webhooks', 'events']

/** Whether the workspace has nothing in it yet; null until that is known. */
export function useIsNew(): boolean | null {
  return useQueries({
    queries: places.map((place) => ({
      queryKey: [place, 'any'],
      queryFn: ({ signal }: { signal: AbortSignal }) => call<Page<unknown>>('GET', `/v1/${place}`, { query: { limit: 1 }, signal }),
    })),
    combine: (results) => {
      if (results.some(({ data }) => data && data.items.length > 0)) return false
      return results.every(({ data }) => data) ? true : results.some(({ isError }) => isError) ? false : null
    },
  })
}
