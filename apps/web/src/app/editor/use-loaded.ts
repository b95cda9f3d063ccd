import type { Automation, Catalog } from '@hookline/schema'
import { useQuery } from '@tanstack/react-query'
import { call, callWithTag } from '../../lib/api.ts'
import { useEventTypes } from '../../lib/use-event-types.ts'

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
  const eventTypes = useEventTypes()
  return { automation, catalog, eventTypes }
}
