import type { Automation, Catalog, EventType, Page } from '@hookline/schema'
import { useQuery } from '@tanstack/react-query'
import { call, callWithTag } from '../../lib/api.ts'

const typesMax = 500

/** What an editor begins with. The draft is read once: afterwards the screen is ahead of the server, not behind it. */
export function useLoaded(id: string) {
  const automation = useQuery({
    queryKey: ['editor', id],
    queryFn: ({ signal }) => callWithTag<Automation>('GET', `/v1/automations/${encodeURIComponent(id)}`, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })
  const catalog = useQuery({
    queryKey: ['events', 'catalog'],
    queryFn: ({ signal }) => call<Catalog>('GET', '/v1/catalog', { signal }),
    staleTime: 60_000,
  })
  const eventTypes = useQuery({
    queryKey: ['events', 'types'],
    queryFn: ({ signal }) => call<Page<EventType>>('GET', '/v1/event-types', { query: { limit: typesMax }, signal }),
    staleTime: 60_000,
  })
  return { automation, catalog, eventTypes }
}
