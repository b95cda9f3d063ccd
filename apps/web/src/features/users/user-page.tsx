import type { User } from '@hookline/schema'
import { Button, CopyButton, Group, Skeleton, Stack, Tabs, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { PageFrame } from '../../components/page-frame.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { seenText } from '../../components/seen-text.ts'
import { EmptyState, ErrorState, LoadingRows } from '../../components/states.tsx'
import { ApiError, call } from '../../lib/api.ts'
import { useFilters } from '../../lib/use-filters.ts'
import { DeliveriesTab } from './deliveries-tab.tsx'
import { EventsTab } from './events-tab.tsx'
import { RunsTab } from './runs-tab.tsx'
import { StateTab } from './state-tab.tsx'

const tabs = ['state', 'events', 'webhooks', 'journeys'] as const
const parent = { label: 'Users', to: '/users' }

/** What is known of a user, and what happened. */
export function UserPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const user = useQuery({
    queryKey: ['users', 'one', id],
    queryFn: ({ signal }) => call<User>('GET', `/v1/users/${encodeURIComponent(id)}`, { signal }),
  })
  if (user.isError && user.error instanceof ApiError && user.error.status === 404) return <Unknown id={id} />
  return (
    <PageFrame title={seenText(id)} parent={parent} description={<Seen user={user.data} />} actions={<CopyId id={id} />}>
      {user.isError && <ErrorState what="The user could not be read" error={user.error} onRetry={() => void user.refetch()} />}
      {user.isPending && <LoadingRows />}
      {user.data && <UserTabs key={id} user={user.data} />}
    </PageFrame>
  )
}

function UserTabs({ user }: { user: User }) {
  const [{ tab }, setFilters] = useFilters()
  const chosen = tabs.find((name) => name === tab) ?? 'state'
  return (
    <Tabs
      value={chosen}
      onChange={(value) => setFilters({ tab: value === 'state' ? undefined : (value ?? undefined) })}
      keepMounted={false}
    >
      <Tabs.List aria-label="About the user">
        <Tabs.Tab value="state">State</Tabs.Tab>
        <Tabs.Tab value="events">Events</Tabs.Tab>
        <Tabs.Tab value="webhooks">Webhooks</Tabs.Tab>
        <Tabs.Tab value="journeys">Journeys</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="state" pt="md">
        <StateTab user={user} />
      </Tabs.Panel>
      <Tabs.Panel value="events" pt="md">
        <EventsTab userId={user.id} />
      </Tabs.Panel>
      <Tabs.Panel value="webhooks" pt="md">
        <DeliveriesTab userId={user.id} />
      </Tabs.Panel>
      <Tabs.Panel value="journeys" pt="md">
        <RunsTab userId={user.id} />
      </Tabs.Panel>
    </Tabs>
  )
}

function Seen({ user }: { user: User | undefined }) {
  if (!user) return <Skeleton component="span" display="block" h={12} w={280} my={2} />
  return (
    <>
      First seen <RelativeTime time={user.firstSeenAt} />, last seen <RelativeTime time={user.lastSeenAt} />
    </>
  )
}

function CopyId({ id }: { id: string }) {
  return (
    <CopyButton value={id} timeout={1500}>
      {({ copied, copy }) => (
        <Button variant="default" onClick={copy}>
          {copied ? 'Copied' : 'Copy id'}
        </Button>
      )}
    </CopyButton>
  )
}

function Unknown({ id }: { id: string }) {
  return (
    <PageFrame title="No such user" parent={parent}>
      <EmptyState title="No event was about this user yet">
        <Stack gap="sm" component="span">
          <Text span ff="monospace" fz={12} style={{ overflowWrap: 'anywhere' }}>
            {seenText(id)}
          </Text>
          <Group component="span" justify="center">
            A user comes by its first event. Ids are exact: upper and lower case differ.
          </Group>
        </Stack>
      </EmptyState>
    </PageFrame>
  )
}
