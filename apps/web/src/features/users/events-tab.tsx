import type { EventRecord } from '@hookline/schema'
import { Anchor, Table, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { EventName } from '../../components/event-name.tsx'
import { LoadMore } from '../../components/load-more.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { ShortId } from '../../components/short-id.tsx'
import { EmptyState, ErrorState, LoadingRows } from '../../components/states.tsx'
import { useList } from '../../lib/queries.ts'
import { useEventTitles } from '../../lib/use-event-types.ts'
import { stateSummary } from './state-summary.ts'

/** What happened to a user, the newest first. */
export function EventsTab({ userId }: { userId: string }) {
  const list = useList<EventRecord>({ key: ['events', 'of-user', userId], path: `/v1/users/${encodeURIComponent(userId)}/events` })
  const titles = useEventTitles()
  if (list.isError && list.items.length === 0)
    return <ErrorState what="The events could not be read" error={list.error} onRetry={() => void list.refetch()} />
  if (list.isPending) return <LoadingRows />
  if (list.items.length === 0)
    return (
      <EmptyState title="No events are kept of this user">They may be past their retention. New ones appear here by themselves.</EmptyState>
    )
  return (
    <>
      <Table layout="fixed" fz="md" highlightOnHover verticalSpacing={10} aria-label="Events">
        <Table.Thead>
          <Table.Tr>
            <Table.Th w="26%">Event</Table.Th>
            <Table.Th>Data</Table.Th>
            <Table.Th w={140}>Id</Table.Th>
            <Table.Th w={120}>Received</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {list.items.map(({ id, type, data, receivedAt }) => (
            <Table.Tr key={id}>
              <Table.Td>
                <Anchor component={Link} to="/events/$id" params={{ id } as never} display="block">
                  <EventName type={type} title={titles.get(type)} isShort />
                </Anchor>
              </Table.Td>
              <Table.Td>
                <Text size="sm" c="dimmed" truncate>
                  {stateSummary(data) || 'No data'}
                </Text>
              </Table.Td>
              <Table.Td>
                <ShortId id={id} />
              </Table.Td>
              <Table.Td>
                <RelativeTime time={receivedAt} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <LoadMore {...list} />
    </>
  )
}
