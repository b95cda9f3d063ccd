import type { Settings } from '@hookline/schema'
import { queryOptions } from '@tanstack/react-query'
import { call } from './api.ts'

export const settingsQuery = queryOptions({
  queryKey: ['settings'],
  queryFn: ({ signal }) => call<Settings>('GET', '/v1/settings', { signal }),
})
