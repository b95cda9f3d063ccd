import type { AuditEntry } from '@hookline/schema'
import { Table, Text } from '@mantine/core'
import { LoadMore } from '../../components/load-more.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { seenText } from '../../components/seen-text.ts'
import { EmptyState, ErrorState, LoadingRows } from '../../components/states.tsx'
import { useList } from '../../lib/queries.ts'
import { auditDetail, auditText } from './audit-words.ts'

const actorKinds: Readonly<Record<string, string>> = { 'api-key': 'API key', system: 'Hookline itself' }

/** Who changed what, the newest first. */
export function AuditTab() {
  const list = useList<AuditEntry>({ key: ['audit'], path: '/v1/audit' })
  if (list.isError && list.items.length === 0)
    return <ErrorState what="The changes could not be read" error={list.error} onRetry={() => void list.refetch()} />
  if (list.isPending) return <LoadingRows />
  if (list.items.length === 0)
    return <EmptyState title="Nothing was changed yet">Each change to automations, webhooks, keys and settings is noted here.</EmptyState>
  return (
    <>
      <Table layout="fixed" fz="md" highlightOnHover verticalSpacing={10} aria-label="Changes">
        <Table.Thead>
          <Table.Tr>
            <Table.Th w="22%">Who</Table.Th>
            <Table.Th>What</Table.Th>
            <Table.Th w={120}>When</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {list.items.map((entry) => (
            <Row key={entry.id} entry={entry} />
          ))}
        </Table.Tbody>
      </Table>
      <LoadMore {...list} />
    </>
  )
}

function Row({ entry }: { entry: AuditEntry }) {
  const { actor, at } = entry
  const detail = auditDetail(entry)
  const kind = actorKinds[actor.kind]
  return (
    <Table.Tr>
      <Table.Td style={{ verticalAlign: 'top' }}>
        <Text inherit truncate title={seenText(actor.name)}>
          {seenText(actor.name)}
        </Text>
        {kind && (
          <Text size="sm" c="dimmed">
            {kind}
          </Text>
        )}
      </Table.Td>
      <Table.Td style={{ verticalAlign: 'top', overflowWrap: 'anywhere' }}>
        {auditText(entry)}
        {detail !== '' && (
          <Text size="sm" c="dimmed" lineClamp={2}>
            {detail}
          </Text>
        )}
      </Table.Td>
      <Table.Td style={{ verticalAlign: 'top' }}>
        <RelativeTime time={at} />
      </Table.Td>
    </Table.Tr>
  )
}
