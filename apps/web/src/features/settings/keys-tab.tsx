import type { ApiKey } from '@hookline/schema'
import { Button, Group, Stack, Table, Text } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { later } from '../../components/later.tsx'
import { ConfirmModal } from '../../components/later-confirm-modal.tsx'
import { LoadMore } from '../../components/load-more.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { seenText } from '../../components/seen-text.ts'
import { EmptyState, ErrorState, LoadingRows } from '../../components/states.tsx'
import { call } from '../../lib/api.ts'
import { notifyDone } from '../../lib/notify.ts'
import { useList } from '../../lib/queries.ts'
import { AdminsOnly } from './admins-only.tsx'
import { scopeWords } from './scope-words.ts'
import { useIsAdmin } from './use-is-admin.ts'

const NewKeyModal = later(async () => (await import('./new-key-modal.tsx')).NewKeyModal, { what: 'The form', rows: 0 })

/** The keys that other systems call Hookline with. */
export function KeysTab() {
  const client = useQueryClient()
  const isAdmin = useIsAdmin()
  const [isMaking, setMaking] = useState(false)
  const [revoking, setRevoking] = useState<ApiKey | null>(null)
  const list = useList<ApiKey>({ key: ['api-keys'], path: '/v1/api-keys' })
  const reread = () => client.invalidateQueries({ queryKey: ['api-keys'] })
  const make = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} disabled={!isAdmin} onClick={() => setMaking(true)}>
      Make a key
    </Button>
  )
  return (
    <Stack gap="md">
      <Group justify="space-between" gap="sm">
        <Text c="dimmed" size="sm">
          Other systems call the API with a key. It is shown once, when it is made.
        </Text>
        {make}
      </Group>
      <AdminsOnly />
      {list.isError && list.items.length === 0 && (
        <ErrorState what="The keys could not be read" error={list.error} onRetry={() => void list.refetch()} />
      )}
      {list.isPending && <LoadingRows rows={3} />}
      {list.isSuccess && list.items.length === 0 && (
        <EmptyState title="No keys yet">Make one with the scope Ingest to send events with.</EmptyState>
      )}
      {list.items.length > 0 && <Keys keys={list.items} mayRevoke={isAdmin} onRevoke={setRevoking} />}
      <LoadMore {...list} />
      {isMaking && <NewKeyModal onClose={() => setMaking(false)} onMade={() => void reread()} />}
      <ConfirmModal
        opened={revoking !== null}
        onClose={() => setRevoking(null)}
        title={`Revoke "${seenText(revoking?.name ?? '').slice(0, 60)}"?`}
        action="Revoke the key"
        danger
        onConfirm={async () => {
          if (!revoking) return
          await call('DELETE', `/v1/api-keys/${encodeURIComponent(revoking.id)}`)
          await reread()
          notifyDone(`Revoked "${seenText(revoking.name)}"`)
        }}
      >
        Calls with the key "{seenText(revoking?.name ?? '')}" (…{revoking?.hint}) are refused from now on. This cannot be undone; another
        key can be made.{' '}
        {revoking?.lastUsedAt && (
          <>
            It was last used <RelativeTime time={revoking.lastUsedAt} />
          </>
        )}
      </ConfirmModal>
    </Stack>
  )
}

function Keys({ keys, mayRevoke, onRevoke }: { keys: readonly ApiKey[]; mayRevoke: boolean; onRevoke: (key: ApiKey) => void }) {
  return (
    <Table layout="fixed" fz="md" highlightOnHover verticalSpacing={6} aria-label="API keys">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Name</Table.Th>
          <Table.Th w={100}>Scope</Table.Th>
          <Table.Th w={90}>Ends with</Table.Th>
          <Table.Th w="26%">Made</Table.Th>
          <Table.Th w={120}>Last used</Table.Th>
          <Table.Th w={92} aria-label="Revoke" />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {keys.map((key) => (
          <Table.Tr key={key.id}>
            <Table.Td>
              <Text inherit truncate title={seenText(key.name)}>
                {seenText(key.name)}
              </Text>
            </Table.Td>
            <Table.Td title={scopeWords[key.scope].description}>{scopeWords[key.scope].label}</Table.Td>
            <Table.Td ff="monospace" fz={12}>
              …{key.hint}
            </Table.Td>
            <Table.Td>
              <Text inherit truncate title={seenText(key.createdBy)}>
                <RelativeTime time={key.createdAt} /> by {seenText(key.createdBy)}
              </Text>
            </Table.Td>
            <Table.Td>
              {key.lastUsedAt === null ? (
                <Text inherit c="dimmed">
                  never
                </Text>
              ) : (
                <RelativeTime time={key.lastUsedAt} />
              )}
            </Table.Td>
            <Table.Td ta="right">
              <Button
                variant="subtle"
                color="red"
                size="compact-sm"
                disabled={!mayRevoke}
                aria-label={`Revoke ${seenText(key.name)}`}
                onClick={() => onRevoke(key)}
              >
                Revoke
              </Button>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}
