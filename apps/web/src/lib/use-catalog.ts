import type { Catalog } from '@hookline/schema'
import { useQuery } from '@tanstack/react-query'
import { call } from './api.ts'

/** What is known of events and users: what drafts are checked against. */
export function useCatalog() {
  return useQuery({
    queryKey: ['events', 'catalog'],
    queryFn: ({ signal }) => call<Catalog>('GET', '/v1/catalog', { signal }),
    staleTime: 60_000,
  })
}
