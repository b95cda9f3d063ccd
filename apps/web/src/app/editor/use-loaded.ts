import type { Automation } from '@hookline/schema'
import { useQuery } from '@tanstack/react-query'
import { callWithTag } from '../../lib/api.ts'
import { useCatalog } from '../../lib/use-catalog.ts'
import { useEventTypes } from '../../lib/use-event-types.ts'

/** What an editor begins with. The draft is read once: afterwards the screen is ahead of the server, not behind it. */
export function useLoaded(id: string) {
  const automation = useQuery({
    queryKey: ['editor', id],
    queryFn: ({ signal }) => callWithTag<Automation>('GET', `/v1/automations/${encodeURIComponent(id)}`, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })
  return { automation, catalog: useCatalog(), eventTypes: useEventTypes() }
}
