import type { Automation } from '@hookline/schema'
import { Button, Group, Modal, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'

interface RenameModalProps {
  automation: Automation
  onClose: () => void
  onRename: (name: string) => Promise<void>
}

/** Asks for a new name. */
export function RenameModal({ automation, onClose, onRename }: RenameModalProps) {
  const [name, setName] = useState(automation.name)
  const [isBusy, setBusy] = useState(false)
  const isEmpty = name.trim() === ''
  const rename = async () => {
    if (isEmpty) return
    setBusy(true)
    await onRename(name.trim())
    onClose()
  }
  return (
    <Modal opened onClose={onClose} title="Rename the automation" centered closeButtonProps={{ 'aria-label': 'Close' }}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void rename()
        }}
      >
        <Stack gap="md">
          <TextInput
            label="Name"
            data-autofocus
            maxLength={200}
            value={name}
            error={isEmpty && 'Give it a name'}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={isBusy} disabled={isEmpty}>
              Rename
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
