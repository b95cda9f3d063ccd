import type { DeliverySummary } from '@hookline/schema'
import { Anchor, Table, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { DeliveryStatusWord } from '../../components/delivery-status.tsx'
import { EventName } from '../../components/event-name.tsx'
import { LoadMore } from '../../components/load-more.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { seenText } from '../../components/seen-text.ts'
import { EmptyState, ErrorState, LoadingRows } from '../../components/states.tsx'
import { formatCount } from '../../lib/format-number.ts'
import { useList } from '../../lib/queries.ts'
import { useEventTitles } from '../../lib/use-event-types.ts'

/** Everything that was sent about a user, and what is still owed. */
export function DeliveriesTab({ userId }: { userId: string }) {
  const list = useList<DeliverySummary>({
    key: ['deliveries', 'of-user', userId],
    path: `/v1/users/${encodeURIComponent(userId)}/deliveries`,
  })
  const titles = useEventTitles()
  if (list.isError && list.items.length === 0)
    return <ErrorState what="The deliveries could not be read" error={list.error} onRetry={() => void list.refetch()} />
  if (list.isPending) return <LoadingRows />
  if (list.items.length === 0)
    return (
      <EmptyState title="Nothing was sent about this user">
        A webhook or an automation sends when an event of this user matches. What it sends appears here by itself.
      </EmptyState>
    )
  return (
    <>
      <Table layout="fixed" fz="md" highlightOnHover verticalSpacing={10} aria-label="Deliveries">
        <Table.Thead>
          <Table.Tr>
            <Table.Th w="22%">Status</Table.Th>
            <Table.Th>Sent by</Table.Th>
            <Table.Th>To</Table.Th>
            <Table.Th w="18%">Event</Table.Th>
            <Table.Th w={64} ta="right">
              Code
            </Table.Th>
            <Table.Th w={64} ta="right">
              Tries
            </Table.Th>
            <Table.Th w={126} pl="md">
              Made
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody style={{ fontVariantNumeric: 'tabular-nums' }}>
          {list.items.map((delivery) => (
            <Row key={delivery.id} delivery={delivery} title={titles.get(delivery.eventType)} />
          ))}
        </Table.Tbody>
      </Table>
      <LoadMore {...list} />
    </>
  )
}

function Row({
  delivery: { id, status, heldReason, source, url, method, eventType, lastStatus, attemptCount, createdAt },
  title,
}: {
  delivery: DeliverySummary
  title: string | undefined
}) {
  return (
    <Table.Tr>
      <Table.Td style={{ overflow: 'hidden' }}>
        <Anchor component={Link} to="/deliveries/$id" params={{ id } as never} title={id} display="flex">
          <DeliveryStatusWord status={status} heldReason={heldReason} />
        </Anchor>
      </Table.Td>
      <Table.Td>
        <Text truncate>{seenText(source.name ?? 'deleted since')}</Text>
      </Table.Td>
      <Table.Td>
        <Text ff="monospace" fz={12} truncate title={seenText(`${method} ${url}`)}>
          {method} {seenText(hostOf(url))}
        </Text>
      </Table.Td>
      <Table.Td>
        <EventName type={eventType} title={title} isShort />
      </Table.Td>
      <Table.Td ta="right">{lastStatus ?? '–'}</Table.Td>
      <Table.Td ta="right">{formatCount(attemptCount)}</Table.Td>
      <Table.Td pl="md">
        <RelativeTime time={createdAt} />
      </Table.Td>
    </Table.Tr>
  )
}

function hostOf(url: string): string {
  return URL.parse(url)?.host ?? url
}
