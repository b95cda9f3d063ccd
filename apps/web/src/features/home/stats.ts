import { queryOptions } from '@tanstack/react-query'
import { call } from '../../lib/api.ts'

export interface Stat {
  /** Null where nothing happened that it could be told of. */
  value: number | null
  /** The same in equal parts of the window, the oldest first. */
  series: (number | null)[]
}

export interface Concern {
  kind: string
  title: string
  count: number
  /** Where it can be dealt with, in this page. */
  href: string
}

export interface BusyAutomation {
  id: string
  name: string
  calls: number
  successShare: number | null
}

export interface Minute {
  at: string
  events: number
  calls: number
  failed: number
}

export interface Stats {
  events: Stat
  calls: Stat
  successShare: Stat
  p95Ms: Stat
  needsAttention: Concern[]
  busiest: BusyAutomation[]
  lastHour: Minute[]
}

export const windows = ['1h', '24h'] as const
export type Window = (typeof windows)[number]

const refreshMs = 30_000

export const statsQuery = (window: Window) =>
  queryOptions({
    queryKey: ['stats', window],
    queryFn: ({ signal }) => call<Stats>('GET', '/v1/stats', { query: { window }, signal }),
    refetchInterval: refreshMs,
  })
