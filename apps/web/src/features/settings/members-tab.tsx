import type { Member } from '@hookline/schema'
import { Table, Text } from '@mantine/core'
import { LoadMore } from '../../components/load-more.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { seenText } from '../../components/seen-text.ts'
import { EmptyState, ErrorState, LoadingRows } from '../../components/states.tsx'
import { useList } from '../../lib/queries.ts'
import { useMember } from '../../lib/session.ts'

const roles: Record<Member['role'], string> = {
  admin: 'Admin: everything',
  marketer: 'Marketer: automations, webhooks, resends',
  viewer: 'Viewer: reads, previews, echo',
}

/** Who may sign in. */
export function MembersTab() {
  const me = useMember()
  const list = useList<Member>({ key: ['members'], path: '/v1/members' })
  if (list.isError && list.items.length === 0)
    return <ErrorState what="The members could not be read" error={list.error} onRetry={() => void list.refetch()} />
  if (list.isPending) return <LoadingRows rows={3} />
  if (list.items.length === 0) return <EmptyState title="No members yet">The first admin is made at the first start.</EmptyState>
  return (
    <>
      <Table layout="fixed" fz="md" highlightOnHover verticalSpacing={10} aria-label="Members">
        <Table.Thead>
          <Table.Tr>
            <Table.Th w="24%">Name</Table.Th>
            <Table.Th>E-mail</Table.Th>
            <Table.Th w="32%">Role</Table.Th>
            <Table.Th w={120}>Since</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {list.items.map(({ id, name, email, role, createdAt }) => (
            <Table.Tr key={id}>
              <Table.Td>
                <Text inherit truncate title={seenText(name)}>
                  {seenText(name)}
                  {id === me?.id && ' (you)'}
                </Text>
              </Table.Td>
              <Table.Td>
                <Text inherit truncate title={seenText(email)}>
                  {seenText(email)}
                </Text>
              </Table.Td>
              <Table.Td>{roles[role]}</Table.Td>
              <Table.Td>
                <RelativeTime time={createdAt} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <LoadMore {...list} />
    </>
  )
}
