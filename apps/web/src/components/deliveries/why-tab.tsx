import type { Delivery, EventDetail, User } from '@hookline/schema'
import { Skeleton, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { ApiError, call } from '../../lib/api.ts'
import { DecisionSteps } from '../decision/decision-steps.tsx'
import { JsonView } from '../json-view/json-view.tsx'
import { EventLink, UserLink } from '../links.tsx'
import { ErrorState } from '../states.tsx'

/** Why a delivery was made: its event, what decided, and the state as far as it is known. */
export function WhyTab({ delivery }: { delivery: Delivery }) {
  const { source, eventId, userId } = delivery
  const event = useQuery({
    queryKey: ['events', 'one', eventId],
    queryFn: ({ signal }) => call<EventDetail>('GET', `/v1/events/${encodeURIComponent(eventId)}`, { signal }),
  })
  if (event.isError) {
    if (event.error instanceof ApiError && event.error.status === 404)
      return <Text c="dimmed">Its event is older than what is kept. The request shows what was sent about it.</Text>
    return <ErrorState what="Its event could not be read" error={event.error} onRetry={() => void event.refetch()} />
  }
  if (!event.data) return <Skeleton height={160} />
  return (
    <Stack gap="lg">
      <Part title="What decided" note={decisionNote(delivery)}>
        <DecisionSteps decider={{ kind: source.kind, id: source.id, version: source.version }} event={event.data} all />
      </Part>
      <Part title="Event" link={<EventLink id={eventId} whole />}>
        <JsonView text={JSON.stringify(event.data.data)} label="Data of the event" maxHeight={280} />
        {event.data.state && (
          <>
            <Text size="sm" c="dimmed">
              With it came this change of the user’s state:
            </Text>
            <JsonView text={JSON.stringify(event.data.state)} label="State that came with the event" maxHeight={200} />
          </>
        )}
      </Part>
      <Part title="User" link={<UserLink id={userId} whole />} note="The state as it is now; it may have changed since.">
        <UserState userId={userId} />
      </Part>
    </Stack>
  )
}

function decisionNote({ source, resentFrom }: Delivery): string {
  const asked = source.kind === 'webhook' ? 'The webhook as it is now' : `Version ${source.version ?? '?'} of the automation`
  const again = resentFrom === undefined ? '' : ' It was resent by a person.'
  return `${asked}, asked again about this event with the user’s state of now.${again}`
}

function Part({ title, note, link, children }: { title: string; note?: string; link?: ReactNode; children: ReactNode }) {
  return (
    <Stack gap="sm" component="section" aria-label={title}>
      <Title order={3}>{title}</Title>
      {link}
      {note && (
        <Text size="sm" c="dimmed">
          {note}
        </Text>
      )}
      {children}
    </Stack>
  )
}

function UserState({ userId }: { userId: string }) {
  const { data, error, refetch } = useQuery({
    queryKey: ['users', 'one', userId],
    queryFn: ({ signal }) => call<User>('GET', `/v1/users/${encodeURIComponent(userId)}`, { signal }),
  })
  if (error) return <ErrorState what="The user could not be read" error={error} onRetry={() => void refetch()} />
  if (!data) return <Skeleton height={80} />
  return <JsonView text={JSON.stringify(data.state)} label="State of the user" maxHeight={280} />
}
