import type { EventType, Page } from '@hookline/schema'
import { useQuery } from '@tanstack/react-query'
import { call } from './api.ts'

const typesMax = 500

/** The catalogue: what was declared, and what came in without being declared. */
export function useEventTypes({ staleMs = 5000 } = {}) {
  return useQuery({
    queryKey: ['events', 'types'],
    queryFn: ({ signal }) => call<Page<EventType>>('GET', '/v1/event-types', { query: { limit: typesMax }, signal }),
    staleTime: staleMs,
  })
}
