import type { Page, Secret } from '@hookline/schema'
import { Button, Code, Group, Stack, Table, Text } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { later } from '../../components/later.tsx'
import { ConfirmModal } from '../../components/later-confirm-modal.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { EmptyState, ErrorState, LoadingRows } from '../../components/states.tsx'
import { call } from '../../lib/api.ts'
import { notifyDone } from '../../lib/notify.ts'
import { AdminsOnly } from './admins-only.tsx'
import { useIsAdmin } from './use-is-admin.ts'

const SecretModal = later(async () => (await import('./secret-modal.tsx')).SecretModal, { what: 'The form', rows: 0 })

/** The secrets that templates sign with: their names, never their values. */
export function SecretsTab() {
  const client = useQueryClient()
  const isAdmin = useIsAdmin()
  const [setting, setSetting] = useState<{ name: string } | null>(null)
  const [removing, setRemoving] = useState<Secret | null>(null)
  // There are few: the list comes whole, without pages.
  const list = useQuery({ queryKey: ['secrets'], queryFn: ({ signal }) => call<Page<Secret>>('GET', '/v1/secrets', { signal }) })
  const items = list.data?.items ?? []
  const reread = async () => {
    await client.invalidateQueries({ queryKey: ['secrets'] })
    // Drafts are checked for names that no secret has.
    await client.invalidateQueries({ queryKey: ['events', 'catalog'] })
  }
  return (
    <Stack gap="md">
      <Group justify="space-between" gap="sm">
        <Text c="dimmed" size="sm">
          Templates sign with a secret by its name: <Code>{'{{hmacSha256 user.id "crm-key"}}'}</Code>. A value is stored sealed and never
          shown.
        </Text>
        <Button leftSection={<IconPlus size={16} aria-hidden />} disabled={!isAdmin} onClick={() => setSetting({ name: '' })}>
          Add a secret
        </Button>
      </Group>
      <AdminsOnly />
      {list.isError && items.length === 0 && (
        <ErrorState what="The secrets could not be read" error={list.error} onRetry={() => void list.refetch()} />
      )}
      {list.isPending && <LoadingRows rows={3} />}
      {list.isSuccess && items.length === 0 && (
        <EmptyState title="No secrets yet">Add one when a receiver asks for a hash that only you and it can make.</EmptyState>
      )}
      {items.length > 0 && <Secrets secrets={items} mayChange={isAdmin} onReplace={setSetting} onRemove={setRemoving} />}
      {setting && <SecretModal name={setting.name} onClose={() => setSetting(null)} onSet={() => void reread()} />}
      <ConfirmModal
        opened={removing !== null}
        onClose={() => setRemoving(null)}
        title={`Delete the secret "${removing?.name ?? ''}"?`}
        action="Delete the secret"
        danger
        onConfirm={async () => {
          if (!removing) return
          await call('DELETE', `/v1/secrets/${encodeURIComponent(removing.name)}`)
          await reread()
          notifyDone(`Deleted "${removing.name}"`)
        }}
      >
        Its value cannot be read again. It is refused as long as a webhook or an automation signs with it.
      </ConfirmModal>
    </Stack>
  )
}

interface SecretsProps {
  secrets: readonly Secret[]
  mayChange: boolean
  onReplace: (secret: Secret) => void
  onRemove: (secret: Secret) => void
}

function Secrets({ secrets, mayChange, onReplace, onRemove }: SecretsProps) {
  return (
    <Table layout="fixed" fz="md" highlightOnHover verticalSpacing={6} aria-label="Secrets">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Name</Table.Th>
          <Table.Th w={140}>Set</Table.Th>
          <Table.Th w={180} aria-label="Change" />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {secrets.map((secret) => (
          <Table.Tr key={secret.name}>
            <Table.Td ff="monospace" fz={12}>
              <Text inherit truncate title={secret.name}>
                {secret.name}
              </Text>
            </Table.Td>
            <Table.Td>
              <RelativeTime time={secret.createdAt} />
            </Table.Td>
            <Table.Td ta="right">
              <Button
                variant="subtle"
                size="compact-sm"
                disabled={!mayChange}
                aria-label={`Replace ${secret.name}`}
                onClick={() => onReplace(secret)}
              >
                Replace
              </Button>
              <Button
                variant="subtle"
                color="red"
                size="compact-sm"
                disabled={!mayChange}
                aria-label={`Delete ${secret.name}`}
                onClick={() => onRemove(secret)}
              >
                Delete
              </Button>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}
