import type { Diagnostic } from '@hookline/schema'
import { useQuery } from '@tanstack/react-query'
import { call } from '../../lib/api.ts'

/** Everything the server has to say about the draft that it has; asked again after each save. */
export function useDraftCheck(id: string, savedCount: number): readonly Diagnostic[] | undefined {
  const { data } = useQuery({
    queryKey: ['check', id, savedCount],
    queryFn: ({ signal }) => call<{ diagnostics: Diagnostic[] }>('POST', `/v1/automations/${encodeURIComponent(id)}/validate`, { signal }),
    placeholderData: (before) => before,
    gcTime: 60_000,
  })
  return data?.diagnostics
}
