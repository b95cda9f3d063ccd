import type { Settings } from '@hookline/schema'
import { queryOptions } from '@tanstack/react-query'
import { call } from './api.ts'

/** The settings of the workspace; they change rarely, and the live stream says when. */
export const settingsQuery = queryOptions({
  queryKey: ['settings'],
  queryFn: ({ signal }) => call<Settings>('GET', '/v1/settings', { signal }),
})
