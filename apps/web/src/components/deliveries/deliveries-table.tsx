import type { DeliverySummary } from '@hookline/schema'
import { Anchor, Checkbox, Table, Text } from '@mantine/core'
import { Link, useNavigate } from '@tanstack/react-router'
import { type MouseEvent, memo } from 'react'
import { useEventTitles } from '../../lib/use-event-types.ts'
import { DeliveryStatusWord } from '../delivery-status.tsx'
import { EventName } from '../event-name.tsx'
import { ForeignText } from '../foreign-text.tsx'
import { RelativeTime } from '../relative-time.tsx'
import css from './deliveries.module.css'
import { useDeliveryPlace } from './delivery-place.ts'
import { codeWord, hostOf } from './status-sentence.ts'
import { tookWords } from './took-words.ts'

interface DeliveriesTableProps {
  rows: readonly DeliverySummary[]
  openId: string | undefined
  selected: ReadonlySet<string>
  /** Absent for who may not resend. */
  onSelect?: ((ids: readonly string[], isSelected: boolean) => void) | undefined
}

export function DeliveriesTable({ rows, openId, selected, onSelect }: DeliveriesTableProps) {
  const titles = useEventTitles()
  const count = rows.filter(({ id }) => selected.has(id)).length
  return (
    <Table layout="fixed" highlightOnHover fz="md" className={css.table} aria-label="Deliveries">
      <Table.Thead>
        <Table.Tr>
          {onSelect && (
            <Table.Th w={36}>
              <Checkbox
                size="xs"
                aria-label="Select all that are shown"
                checked={count > 0 && count === rows.length}
                indeterminate={count > 0 && count < rows.length}
                onChange={(event) =>
                  onSelect(
                    rows.map(({ id }) => id),
                    event.currentTarget.checked,
                  )
                }
              />
            </Table.Th>
          )}
          <Table.Th w={128}>Status</Table.Th>
          <Table.Th w="19%">Event</Table.Th>
          <Table.Th>Sent by</Table.Th>
          <Table.Th>User</Table.Th>
          <Table.Th>Endpoint</Table.Th>
          <Table.Th w={84} ta="right">
            Code
          </Table.Th>
          <Table.Th w={52} ta="right" className={css.wide}>
            Tries
          </Table.Th>
          <Table.Th w={76} ta="right" className={css.wide} title="From when it was made to when it was done">
            Done in
          </Table.Th>
          <Table.Th w={104} ta="right">
            Made
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody style={{ fontVariantNumeric: 'tabular-nums' }}>
        {rows.map((delivery) => (
          <Row
            key={delivery.id}
            delivery={delivery}
            title={titles.get(delivery.eventType)}
            isOpen={delivery.id === openId}
            isSelected={selected.has(delivery.id)}
            onSelect={onSelect}
          />
        ))}
      </Table.Tbody>
    </Table>
  )
}

interface RowProps extends Pick<DeliveriesTableProps, 'onSelect'> {
  delivery: DeliverySummary
  title: string | undefined
  isOpen: boolean
  isSelected: boolean
}

const Row = memo(function Row({ delivery, title, isOpen, isSelected, onSelect }: RowProps) {
  const { id, status, heldReason, eventType, source, userId, url, attemptCount, createdAt } = delivery
  const navigate = useNavigate()
  const place = useDeliveryPlace()
  const open = (event: MouseEvent) => {
    if (event.target instanceof Element && event.target.closest('a, button, input, label')) return
    if (window.getSelection()?.isCollapsed === false) return
    void navigate({ ...place.open(id), resetScroll: false } as never)
  }
  return (
    <Table.Tr className={css.row} data-open={isOpen} onClick={open}>
      {onSelect && (
        <Table.Td>
          <Checkbox
            size="xs"
            aria-label={`Select the delivery of ${eventType} to ${hostOf(url)}`}
            checked={isSelected}
            onChange={(event) => onSelect([id], event.currentTarget.checked)}
          />
        </Table.Td>
      )}
      <Table.Td title={heldReason}>
        <DeliveryStatusWord status={status} />
      </Table.Td>
      <Table.Td>
        <Anchor
          inherit
          fw={500}
          data-delivery={id}
          aria-current={isOpen ? 'true' : undefined}
          renderRoot={(props) => <Link {...props} {...(place.open(id) as object)} resetScroll={false} preload={false} />}
        >
          <EventName type={eventType} title={title} isShort />
        </Anchor>
      </Table.Td>
      <Table.Td>
        <ForeignText text={source.name ?? 'deleted since'} />
      </Table.Td>
      <Table.Td>
        <ForeignText text={userId} />
      </Table.Td>
      <Table.Td>
        <ForeignText text={hostOf(url)} mono />
      </Table.Td>
      <Table.Td ta="right">
        <Text component="div" inherit truncate title={codeWord(delivery)}>
          {codeWord(delivery)}
        </Text>
      </Table.Td>
      <Table.Td ta="right" className={css.wide}>
        {attemptCount}
      </Table.Td>
      <Table.Td ta="right" className={css.wide}>
        {tookWords(delivery) ?? '–'}
      </Table.Td>
      <Table.Td ta="right" c="dimmed">
        <RelativeTime time={createdAt} />
      </Table.Td>
    </Table.Tr>
  )
})
