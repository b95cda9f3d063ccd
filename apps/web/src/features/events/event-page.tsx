import type { EventDetail } from '@hookline/schema'
import { Group, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { ForeignText } from '../../components/foreign-text.tsx'
import { JsonView } from '../../components/json-view/json-view.tsx'
import { UserLink } from '../../components/links.tsx'
import { PageFrame } from '../../components/page-frame.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { seenText } from '../../components/seen-text.ts'
import { ShortId } from '../../components/short-id.tsx'
import { EmptyState, ErrorState, LoadingRows } from '../../components/states.tsx'
import { ApiError, call } from '../../lib/api.ts'
import { formatExact } from '../../lib/format-time.ts'
import { useEventTitles } from '../../lib/use-event-types.ts'
import { Consequences } from './consequences.tsx'
import css from './events.module.css'

const parent = { label: 'Events', to: '/events' }
const owedRefreshMs = 3000

/** One event: what it said, and what came of it. */
export function EventPage() {
  const { id = '' } = useParams({ strict: false })
  // Its deliveries change, not the event: the key is theirs, and while some are owed it is asked again anyway.
  const { data, error, refetch } = useQuery({
    queryKey: ['deliveries', 'of-event', id],
    queryFn: ({ signal }) => call<EventDetail>('GET', `/v1/events/${encodeURIComponent(id)}`, { signal }),
    refetchInterval: ({ state }) => (state.data?.deliveries.some(({ status }) => status === 'pending') ? owedRefreshMs : false),
  })
  if (data) return <Detail event={data} />
  return (
    <PageFrame title="Event" parent={parent}>
      {error instanceof ApiError && error.status === 404 ? (
        <EmptyState title="There is no such event">It may be older than what is kept, or the link is not whole.</EmptyState>
      ) : error ? (
        <ErrorState what="The event could not be read" error={error} onRetry={() => void refetch()} />
      ) : (
        <LoadingRows />
      )}
    </PageFrame>
  )
}

function Detail({ event }: { event: EventDetail }) {
  const { id, type, userId, campaignId, occurredAt, receivedAt, data, state } = event
  const title = useEventTitles().get(type)
  return (
    <PageFrame title={seenText(title ?? type)} parent={parent}>
      <Group gap="lg" style={{ overflowWrap: 'anywhere' }}>
        {title !== undefined && <ForeignText text={type} mono whole />}
        <Text component="div" miw={0} style={{ overflowWrap: 'anywhere' }}>
          User <UserLink id={userId} whole />
        </Text>
        {campaignId !== null && <Text>Campaign {seenText(campaignId)}</Text>}
        <Text c="dimmed">
          Received <RelativeTime time={receivedAt} />
          {Math.abs(Date.parse(occurredAt) - Date.parse(receivedAt)) > 1000 && `, happened ${formatExact(occurredAt)}`}
        </Text>
        <ShortId id={id} chars={24} />
      </Group>
      <div className={css.columns}>
        <Consequences event={event} />
        <Stack gap="md" component="section" aria-label="What it said" miw={0}>
          <Title order={2}>What it said</Title>
          <JsonView text={JSON.stringify(data)} label="Data of the event" maxHeight={480} />
          {state && (
            <>
              <Text c="dimmed">It changed the user’s state by this; null deletes a property.</Text>
              <JsonView text={JSON.stringify(state)} label="State that came with the event" maxHeight={320} />
            </>
          )}
        </Stack>
      </div>
    </PageFrame>
  )
}
