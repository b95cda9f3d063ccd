import type { DeliverySummary, EchoRequest, EventDetail } from '@hookline/schema'
import { useQuery } from '@tanstack/react-query'
import { call } from '../../lib/api.ts'
import type { Made, Sent } from './progress.ts'

const pollMs = 500

interface Simulation {
  matched: boolean
  trace: { nodeId: string; outcome: string; detail: string; request?: unknown; requests?: unknown[] }[]
}

export interface Arrival {
  /** The calls that were made of the event by what the way made. */
  deliveries: DeliverySummary[]
  /** What the echo bucket received of them. */
  received: EchoRequest[]
  /** Each block in words; null where that is not known. */
  trace: Simulation['trace'] | null
  /** The event leads to no call. */
  isSilent: boolean
  error: unknown
}

/** Follows the last event that was sent until its calls are done and seen in the bucket. */
export function useArrival({ made, sent }: { made: Made; sent: Sent | null }): Arrival {
  const sourceId = made.automation?.id ?? made.webhook?.id
  const trace = useTrace({ made, sent })
  const isSilent = trace.data?.trace.every(({ request, requests }) => !request && !requests?.length) ?? false
  const ofSource = (detail: EventDetail | undefined) => detail?.deliveries.filter(({ source }) => source.id === sourceId) ?? []
  const event = useQuery({
    queryKey: ['deliveries', 'first-run', sent?.eventId],
    enabled: sent !== null,
    queryFn: ({ signal }) => call<EventDetail>('GET', `/v1/events/${encodeURIComponent(sent?.eventId ?? '')}`, { signal }),
    refetchInterval: (query) => (isSilent || isDone(ofSource(query.state.data)) ? false : pollMs),
  })
  const deliveries = ofSource(event.data)
  const messageIds = new Set(deliveries.map(({ messageId }) => messageId))
  const ofEvent = (items: EchoRequest[] | undefined) => items?.filter(({ headers }) => messageIds.has(headers['webhook-id'] ?? '')) ?? []
  const secret = made.bucket?.secret
  const echo = useQuery({
    queryKey: ['deliveries', 'first-run-echo', secret, sent?.eventId],
    enabled: secret !== undefined && deliveries.length > 0,
    queryFn: ({ signal }) => call<{ items: EchoRequest[] }>('GET', `/echo-list/${secret}/`, { signal }),
    refetchInterval: (query) => (ofEvent(query.state.data?.items).length > 0 ? false : pollMs),
  })
  return { deliveries, received: ofEvent(echo.data?.items), trace: trace.data?.trace ?? null, isSilent, error: event.error ?? echo.error }
}

/** What the published version makes of the event, block by block; it sends nothing. */
function useTrace({ made: { automation }, sent }: { made: Made; sent: Sent | null }) {
  const { id, version } = automation ?? { id: '', version: null }
  return useQuery({
    queryKey: ['automations', 'first-run-trace', id, version, sent?.eventId],
    enabled: sent !== null && version !== null,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) => {
      const event = { type: sent?.type, userId: sent?.userId, data: sent?.data }
      return call<Simulation>('POST', `/v1/automations/${id}/simulate`, { body: { event, version }, signal })
    },
  })
}

/** The call of the last event came through: it stands in the bucket, or its receiver took it. */
export function hasArrived({ received, deliveries }: Arrival): boolean {
  return received.length > 0 || deliveries.some(({ status }) => status === 'succeeded')
}

function isDone(deliveries: readonly DeliverySummary[]): boolean {
  return deliveries.length > 0 && deliveries.every(({ status, attemptCount }) => status !== 'pending' || attemptCount > 0)
}
