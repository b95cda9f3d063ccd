import type { JsonObject, JsonValue, User } from '@hookline/schema'
import { ActionIcon, Button, Group, SegmentedControl, Stack, Table, Text } from '@mantine/core'
import { IconPencil, IconPlus, IconTrash } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { JsonView } from '../../components/json-view/json-view.tsx'
import { seenText } from '../../components/seen-text.ts'
import { EmptyState } from '../../components/states.tsx'
import { tip } from '../../components/tip/tip.ts'
import { call } from '../../lib/api.ts'
import { notifyFailed, notifyUndoable } from '../../lib/notify.ts'
import { useMember } from '../../lib/session.ts'
import { PropertyModal } from './property-modal.tsx'
import { propertyTypeWords, typeOfValue } from './property-value.ts'
import { valueText } from './state-summary.ts'

const valueCharsShown = 400

type Editing = { name: string; value: JsonValue } | 'new' | null

/** A user's properties: each with its type, to add, change and delete. */
export function StateTab({ user }: { user: User }) {
  const [view, setView] = useState('properties')
  const [editing, setEditing] = useState<Editing>(null)
  const mayEdit = useMember()?.role !== 'viewer'
  const patch = usePatch(user.id)
  const entries = Object.entries(user.state)
  const add = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} variant="default" disabled={!mayEdit} onClick={() => setEditing('new')}>
      Add a property
    </Button>
  )
  const remove = async (name: string, value: JsonValue) => {
    try {
      await patch({ [name]: null })
    } catch (error) {
      notifyFailed(`"${seenText(name)}" could not be deleted`, error)
      return
    }
    notifyUndoable(`Deleted "${seenText(name)}"`, () => patch({ [name]: value }))
  }
  return (
    <Stack gap="md">
      {entries.length === 0 ? (
        <EmptyState title="Nothing is known of this user" action={add}>
          Events bring properties in their state; templates and conditions read them as {'{{state.…}}'}.
        </EmptyState>
      ) : (
        <>
          <Group justify="space-between">
            <SegmentedControl
              aria-label="How the state is shown"
              size="xs"
              value={view}
              onChange={setView}
              data={[
                { value: 'properties', label: 'Properties' },
                { value: 'json', label: 'JSON' },
              ]}
            />
            {add}
          </Group>
          {view === 'json' ? (
            <JsonView text={JSON.stringify(user.state)} label="State" maxHeight={640} />
          ) : (
            <Properties
              entries={entries}
              mayEdit={mayEdit}
              onEdit={(name, value) => setEditing({ name, value })}
              onRemove={(name, value) => void remove(name, value)}
            />
          )}
        </>
      )}
      {editing !== null && (
        <PropertyModal
          property={editing === 'new' ? null : editing}
          taken={Object.keys(user.state)}
          onClose={() => setEditing(null)}
          onSave={patch}
        />
      )}
    </Stack>
  )
}

function usePatch(userId: string): (state: JsonObject) => Promise<void> {
  const client = useQueryClient()
  return async (state) => {
    const changed = await call<User>('PATCH', `/v1/users/${encodeURIComponent(userId)}`, { body: { state } })
    client.setQueryData(['users', 'one', userId], changed)
    await client.invalidateQueries({ queryKey: ['users', 'list'] })
  }
}

interface PropertiesProps {
  entries: [string, JsonValue][]
  mayEdit: boolean
  onEdit: (name: string, value: JsonValue) => void
  onRemove: (name: string, value: JsonValue) => void
}

function Properties({ entries, mayEdit, onEdit, onRemove }: PropertiesProps) {
  return (
    <Table layout="fixed" fz="md" highlightOnHover verticalSpacing={6} aria-label="Properties">
      <Table.Thead>
        <Table.Tr>
          <Table.Th w="26%">Property</Table.Th>
          <Table.Th w={130}>Type</Table.Th>
          <Table.Th>Value</Table.Th>
          <Table.Th w={92} aria-label="Change" />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {entries.map(([name, value]) => (
          <Table.Tr key={name}>
            <Table.Td ff="monospace" fz={12} style={{ overflowWrap: 'anywhere' }}>
              <Text inherit lineClamp={3}>
                {seenText(name)}
              </Text>
            </Table.Td>
            <Table.Td>
              <Text size="sm" c="dimmed">
                {propertyTypeWords[typeOfValue(value)].replace(' (JSON)', '')}
              </Text>
            </Table.Td>
            <Table.Td ff="monospace" fz={12} style={{ overflowWrap: 'anywhere' }}>
              <Value value={value} />
            </Table.Td>
            <Table.Td>
              <Group gap={4} wrap="nowrap" justify="flex-end">
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  disabled={!mayEdit}
                  aria-label={`Change ${seenText(name)}`}
                  {...tip('Change')}
                  onClick={() => onEdit(name, value)}
                >
                  <IconPencil size={16} aria-hidden />
                </ActionIcon>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  disabled={!mayEdit}
                  aria-label={`Delete ${seenText(name)}`}
                  {...tip('Delete')}
                  onClick={() => onRemove(name, value)}
                >
                  <IconTrash size={16} aria-hidden />
                </ActionIcon>
              </Group>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}

function Value({ value }: { value: JsonValue }) {
  if (value === '')
    return (
      <Text size="sm" c="dimmed">
        empty text
      </Text>
    )
  return (
    <Text inherit lineClamp={3}>
      {valueText(value).slice(0, valueCharsShown)}
    </Text>
  )
}
