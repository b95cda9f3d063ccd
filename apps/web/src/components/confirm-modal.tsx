import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { notifyFailed } from '../lib/notify.ts'

interface ConfirmModalProps {
  opened: boolean
  onClose: () => void
  /** What is going to happen, as a question or a sentence. */
  title: string
  children: ReactNode
  /** The verb on the button. */
  action: string
  /** What the other button says, where "Cancel" could be taken for the verb. */
  keep?: string
  danger?: boolean
  onConfirm: () => Promise<unknown> | undefined
}

/** Names what happens before something that cannot be undone. */
export function ConfirmModal({ opened, onClose, title, children, action, keep = 'Cancel', danger = false, onConfirm }: ConfirmModalProps) {
  const [isBusy, setBusy] = useState(false)
  const confirm = async () => {
    setBusy(true)
    try {
      await onConfirm()
      onClose()
    } catch (error) {
      notifyFailed(title, error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Modal opened={opened} onClose={onClose} title={title} centered closeButtonProps={{ 'aria-label': 'Close' }}>
      <Stack gap="md">
        <Text component="div" style={{ overflowWrap: 'anywhere' }}>
          {children}
        </Text>
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {keep}
          </Button>
          <Button color={danger ? 'red.9' : 'indigo'} loading={isBusy} onClick={confirm}>
            {action}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
