import type { Stats, StatsQuery } from '@hookline/schema'
import { queryOptions } from '@tanstack/react-query'
import { call } from '../../lib/api.ts'

export type Window = StatsQuery['window']
// Not the schema's own list: as a value it would bring the whole of zod into what Home loads first.
export const windows = ['1h', '24h'] as const satisfies readonly Window[]

const refreshMs = 30_000

/** The numbers of Home; the live stream makes them be read again, and time does. */
export const statsQuery = (window: Window) =>
  queryOptions({
    queryKey: ['stats', window],
    queryFn: ({ signal }) => call<Stats>('GET', '/v1/stats', { query: { window }, signal }),
    refetchInterval: refreshMs,
  })
