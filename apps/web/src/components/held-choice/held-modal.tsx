import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { reasonOf } from '../../lib/notify.ts'

interface HeldModalProps {
  title: string
  /** The verb on the button. */
  action: string
  /** Whether something is dropped by it. */
  isDropping: boolean
  isReady: boolean
  children: ReactNode
  onConfirm: () => Promise<void>
  onClose: () => void
}

/** Asks about held deliveries before what holds them ends. What goes wrong is told here, and nothing is closed. */
export function HeldModal({ title, action, isDropping, isReady, children, onConfirm, onClose }: HeldModalProps) {
  const [problem, setProblem] = useState('')
  const [isBusy, setBusy] = useState(false)
  const confirm = async () => {
    setBusy(true)
    setProblem('')
    try {
      await onConfirm()
      onClose()
    } catch (error) {
      setProblem(reasonOf(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Modal opened onClose={onClose} centered title={title} closeButtonProps={{ 'aria-label': 'Close' }}>
      <Stack gap="md">
        {children}
        {problem !== '' && (
          <Text c="red" role="alert" style={{ overflowWrap: 'anywhere' }}>
            {problem}
          </Text>
        )}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button color={isDropping ? 'red.9' : 'indigo'} loading={isBusy} disabled={!isReady} onClick={() => void confirm()}>
            {action}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
