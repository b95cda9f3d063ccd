import type { Campaign, Page } from '@hookline/schema'
import { useQuery } from '@tanstack/react-query'
import { call } from './api.ts'

const campaignsMax = 500

/** All campaigns, for their names and to choose one. */
export function useCampaigns() {
  return useQuery({
    queryKey: ['campaigns', 'all'],
    queryFn: ({ signal }) => call<Page<Campaign>>('GET', '/v1/campaigns', { query: { limit: campaignsMax }, signal }),
    staleTime: 60_000,
  })
}
