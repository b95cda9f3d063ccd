import type { Campaign, Page } from '@hookline/schema'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
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

/** The names of campaigns by their ids. */
export function useCampaignNames(): ReadonlyMap<string, string> {
  const { data } = useCampaigns()
  return useMemo(() => new Map(data?.items.map(({ id, name }) => [id, name])), [data])
}
