import type { EventType } from '@hookline/schema'
import { Autocomplete, Button, Group, Modal, Stack, Textarea, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { seenText } from '../../components/seen-text.ts'
import { JsonField } from '../../components/values-field/json-field.tsx'
import { readJsonObject } from '../../components/values-field/read-json-object.ts'
import { call } from '../../lib/api.ts'
import { notifyDone, notifyFailed } from '../../lib/notify.ts'
import { useEventTypes } from '../../lib/use-event-types.ts'

interface EventTypeModalProps {
  /** The type that is changed; a new one is declared without it. */
  type?: EventType
  onClose: () => void
  onSaved?: (type: EventType) => void
}

/** What people say of an event type: its title, what it means, what it looks like. */
export function EventTypeModal({ type, onClose, onSaved }: EventTypeModalProps) {
  const [name, setName] = useState(type?.name ?? '')
  const [title, setTitle] = useState(type?.title ?? '')
  const [group, setGroup] = useState(type?.group ?? '')
  const [description, setDescription] = useState(type?.description ?? '')
  const [sample, setSample] = useState(firstSample(type))
  const [isBusy, setBusy] = useState(false)
  const client = useQueryClient()
  const groups = [...new Set(useEventTypes().data?.items.flatMap((one) => one.group ?? []))].toSorted()
  const read = readJsonObject(sample)
  const save = async () => {
    if (!read.ok) return
    setBusy(true)
    const said = {
      ...(title.trim() !== '' && { title }),
      description,
      group: group.trim() || null,
      sample: sample.trim() === '' ? null : read.value,
    }
    try {
      const saved = type
        ? await call<EventType>('PATCH', `/v1/event-types/${encodeURIComponent(type.name)}`, { body: said })
        : await call<EventType>('POST', '/v1/event-types', { body: { name: name.trim(), ...said } })
      await client.invalidateQueries({ queryKey: ['events', 'types'] })
      notifyDone(type ? 'The event type is changed.' : 'The event type is declared.')
      onSaved?.(saved)
      onClose()
    } catch (error) {
      notifyFailed(type ? 'The event type was not changed' : 'The event type was not declared', error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      centered
      title={type ? `Edit ${seenText(type.name).slice(0, 60)}` : 'Declare an event type'}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        <Stack gap="md">
          {!type && (
            <TextInput
              label="Name"
              description="As events carry it, such as level_completed. It cannot be changed later."
              required
              maxLength={200}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
          )}
          <TextInput label="Title" maxLength={200} value={title} onChange={(event) => setTitle(event.currentTarget.value)} />
          <Autocomplete
            label="Group"
            description="Types of one group share its name, such as user_activity: webhooks may take the whole group, types to come as well."
            maxLength={100}
            data={groups}
            value={group}
            onChange={setGroup}
          />
          <Textarea
            label="Description"
            description="When it is sent, and what it means."
            autosize
            minRows={2}
            maxRows={8}
            maxLength={5000}
            value={description}
            onChange={(event) => setDescription(event.currentTarget.value)}
          />
          <JsonField label="Sample" description="The data of such an event." value={sample} onChange={setSample} />
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={isBusy} disabled={!read.ok || (!type && name.trim() === '')}>
              {type ? 'Save' : 'Declare'}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

function firstSample(type: EventType | undefined): string {
  const sample = type?.sample ?? type?.lastSample
  return sample ? JSON.stringify(sample, null, 2) : ''
}
