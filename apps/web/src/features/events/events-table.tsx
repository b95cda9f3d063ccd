import type { EventRecord } from '@hookline/schema'
import { Anchor, Table } from '@mantine/core'
import { Link, useNavigate } from '@tanstack/react-router'
import { type MouseEvent, memo } from 'react'
import { EventName } from '../../components/event-name.tsx'
import { ForeignText } from '../../components/foreign-text.tsx'
import { UserLink } from '../../components/links.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { useEventTitles } from '../../lib/use-event-types.ts'
import css from './events.module.css'

export function EventsTable({ rows }: { rows: readonly EventRecord[] }) {
  const titles = useEventTitles()
  return (
    <Table layout="fixed" highlightOnHover fz="md" className={css.table} aria-label="Events">
      <Table.Thead>
        <Table.Tr>
          <Table.Th w="26%">Type</Table.Th>
          <Table.Th w="20%">User</Table.Th>
          <Table.Th w="14%">Campaign</Table.Th>
          <Table.Th>Data</Table.Th>
          <Table.Th w={112} ta="right">
            Received
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody style={{ fontVariantNumeric: 'tabular-nums' }}>
        {rows.map((event) => (
          <Row key={event.id} event={event} title={titles.get(event.type)} />
        ))}
      </Table.Tbody>
    </Table>
  )
}

const excerptChars = 120

interface RowProps {
  event: EventRecord
  title: string | undefined
}

const Row = memo(function Row({ event: { id, type, userId, campaignId, data, receivedAt }, title }: RowProps) {
  const navigate = useNavigate()
  const open = (click: MouseEvent) => {
    if (click.target instanceof Element && click.target.closest('a, button')) return
    if (window.getSelection()?.isCollapsed === false) return
    void navigate({ to: '/events/$id', params: { id }, search: {} })
  }
  return (
    <Table.Tr className={css.row} onClick={open}>
      <Table.Td>
        <Anchor inherit fw={500} renderRoot={(props) => <Link {...props} to="/events/$id" params={{ id }} search={{}} preload={false} />}>
          <EventName type={type} title={title} />
        </Anchor>
      </Table.Td>
      <Table.Td>
        <UserLink id={userId} />
      </Table.Td>
      <Table.Td>{campaignId === null ? '–' : <ForeignText text={campaignId} />}</Table.Td>
      <Table.Td c="dimmed">
        <ForeignText text={excerptOf(data)} mono />
      </Table.Td>
      <Table.Td ta="right" c="dimmed">
        <RelativeTime time={receivedAt} />
      </Table.Td>
    </Table.Tr>
  )
})

/** The first fields in a line; long values do not push out the others. */
function excerptOf(data: EventRecord['data']): string {
  const parts: string[] = []
  let length = 0
  for (const [name, value] of Object.entries(data)) {
    const text =
      typeof value === 'string' ? value : Array.isArray(value) ? '[…]' : value !== null && typeof value === 'object' ? '{…}' : String(value)
    parts.push(`${name.slice(0, 40)}: ${text.slice(0, 40)}`)
    length += (parts.at(-1)?.length ?? 0) + 2
    if (length > excerptChars) break
  }
  return parts.join(', ')
}
