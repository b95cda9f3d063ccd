import type { User } from '@hookline/schema'
import { Anchor, Button, Code, Group, Table, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { LoadMore } from '../../components/load-more.tsx'
import { PageFrame } from '../../components/page-frame.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { SearchField } from '../../components/search-field.tsx'
import { seenText } from '../../components/seen-text.ts'
import { EmptyState, ErrorState, LoadingRows } from '../../components/states.tsx'
import { useList } from '../../lib/queries.ts'
import { useFilters } from '../../lib/use-filters.ts'
import { stateSummary } from './state-summary.ts'

const idCharsMax = 255

/** Whom events were about. */
export function UsersPage() {
  const [{ q }, setFilters] = useFilters()
  const list = useList<User>({ key: ['users', 'list'], path: '/v1/users', query: { q: q?.slice(0, idCharsMax) } })
  const isEmpty = list.isSuccess && list.items.length === 0
  return (
    <PageFrame title="Users" description="Everyone that events were about, with what is known of them.">
      <Group role="search" aria-label="Filters">
        <SearchField label="Search by a part of the id" value={q ?? ''} onChange={(text) => setFilters({ q: text })} />
      </Group>
      {list.isError && <ErrorState what="The users could not be read" error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <LoadingRows />}
      {isEmpty && (q ? <NothingFound q={q} onClear={() => setFilters({ q: '' })} /> : <Nothing />)}
      {list.items.length > 0 && <Rows users={list.items} />}
      <LoadMore {...list} />
    </PageFrame>
  )
}

function Rows({ users }: { users: User[] }) {
  return (
    <Table layout="fixed" fz="md" highlightOnHover verticalSpacing={10} aria-label="Users">
      <Table.Thead>
        <Table.Tr>
          <Table.Th w="30%">Id</Table.Th>
          <Table.Th>State</Table.Th>
          <Table.Th w={120}>First seen</Table.Th>
          <Table.Th w={120}>Last seen</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {users.map(({ id, state, firstSeenAt, lastSeenAt }) => (
          <Table.Tr key={id}>
            <Table.Td>
              <Anchor
                component={Link}
                to="/users/$id"
                params={{ id } as never}
                ff="monospace"
                fz={12}
                display="block"
                truncate
                title={seenText(id)}
              >
                {seenText(id)}
              </Anchor>
            </Table.Td>
            <Table.Td>
              <Text size="sm" c="dimmed" truncate>
                {stateSummary(state) || 'Nothing known yet'}
              </Text>
            </Table.Td>
            <Table.Td>
              <RelativeTime time={firstSeenAt} dimmed />
            </Table.Td>
            <Table.Td>
              <RelativeTime time={lastSeenAt} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}

function Nothing() {
  return (
    <EmptyState
      title="No users yet"
      action={
        <Button component={Link} to="/events" variant="default">
          Go to events
        </Button>
      }
    >
      A user comes by its first event: nobody is added by hand. Send one to <Code>POST /v1/events</Code> with a <Code>userId</Code>.
    </EmptyState>
  )
}

function NothingFound({ q, onClear }: { q: string; onClear: () => void }) {
  return (
    <EmptyState
      title="No user has that in its id"
      action={
        <Button variant="default" onClick={onClear}>
          Clear the search
        </Button>
      }
    >
      <span style={{ overflowWrap: 'anywhere' }}>
        No id contains "{seenText(q.slice(0, 100))}". Upper and lower case are alike; properties are not searched.
      </span>
    </EmptyState>
  )
}
