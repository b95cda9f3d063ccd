import type { WebhookHealth, WebhookHealthList } from '@hookline/schema'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { call } from '../../lib/api.ts'

const refreshMs = 30_000

/** How webhooks do, by id. It is made of deliveries, so the live stream makes it be read again with the other numbers. */
export function useWebhookHealth(ids: readonly string[]): ReadonlyMap<string, WebhookHealth> {
  const { data } = useQuery({
    queryKey: ['stats', 'webhooks', ids],
    queryFn: ({ signal }) => call<WebhookHealthList>('GET', '/v1/webhook-health', { query: { ids: ids.join(',') }, signal }),
    enabled: ids.length > 0,
    placeholderData: keepPreviousData,
    refetchInterval: refreshMs,
  })
  return new Map(data?.items.map((item) => [item.id, item]))
}
