import type { EventType, Page } from '@hookline/schema'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { call } from './api.ts'

const typesMax = 500

const eventTypesQuery = queryOptions({
  queryKey: ['events', 'types'],
  queryFn: ({ signal }) => call<Page<EventType>>('GET', '/v1/event-types', { query: { limit: typesMax }, signal }),
  staleTime: 5000,
})

/** The catalogue: what was declared, and what came in without being declared. */
export function useEventTypes() {
  return useQuery(eventTypesQuery)
}

/** How event types are called for people, by their names; a type without a title is not in it. */
export function useEventTitles(): ReadonlyMap<string, string> {
  const { data } = useEventTypes()
  return useMemo(() => new Map(data?.items.flatMap(({ name, title }) => (title === '' || title === name ? [] : [[name, title]]))), [data])
}
