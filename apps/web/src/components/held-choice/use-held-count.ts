import type { HeldCount } from '@hookline/schema'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { call } from '../../lib/api.ts'

/** How many deliveries the master switch holds, and how many of them were made before `since`. */
export function useHeldCount(isOff: boolean, since?: string) {
  return useQuery({
    queryKey: ['deliveries', 'held-by-switch', since ?? null],
    queryFn: ({ signal }) => call<HeldCount>('GET', '/v1/settings/held', { query: { since }, signal }),
    enabled: isOff,
    placeholderData: keepPreviousData,
  })
}
