import type { Diagnostic, Graph } from '@hookline/schema'
import { useQuery } from '@tanstack/react-query'
import { call } from '../../lib/api.ts'

interface DraftCheck {
  diagnostics: readonly Diagnostic[]
  /** The draft that they are about. */
  graph: Graph
}

/** Everything the server has to say about the draft that it has (`saved`); asked again after each save. */
export function useDraftCheck(id: string, { savedCount, saved }: { savedCount: number; saved: Graph }): DraftCheck | undefined {
  const { data } = useQuery({
    queryKey: ['check', id, savedCount],
    queryFn: async ({ signal }) => {
      const { diagnostics } = await call<{ diagnostics: Diagnostic[] }>('POST', `/v1/automations/${encodeURIComponent(id)}/validate`, {
        signal,
      })
      return { diagnostics, graph: saved }
    },
    placeholderData: (before) => before,
    gcTime: 60_000,
  })
  return data
}
