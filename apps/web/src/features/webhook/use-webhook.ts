import type { Webhook } from '@hookline/schema'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { callWithTag } from '../../lib/api.ts'

/** A webhook as the server has it, with the tag of that state. */
export interface TaggedWebhook {
  webhook: Webhook
  etag: string
}

export const webhookQuery = (id: string) =>
  queryOptions({
    queryKey: ['webhooks', 'one', id],
    queryFn: ({ signal }) => readTagged(id, signal),
  })

export function useWebhook(id: string) {
  return useQuery(webhookQuery(id))
}

async function readTagged(id: string, signal: AbortSignal): Promise<TaggedWebhook> {
  const { data, etag } = await callWithTag<Webhook>('GET', `/v1/webhooks/${encodeURIComponent(id)}`, { signal })
  return { webhook: data, etag: etag ?? '*' }
}
