import type { Automation } from '@hookline/schema'
import { ConfirmModal } from '../../components/confirm-modal.tsx'

interface DiscardModalProps {
  automation: Automation
  opened: boolean
  onClose: () => void
  onDiscard: () => Promise<void>
}

/** Asks before the draft's changes are given up. */
export function DiscardModal({ automation, opened, onClose, onDiscard }: DiscardModalProps) {
  return (
    <ConfirmModal opened={opened} onClose={onClose} title="Discard the changes?" action="Discard the changes" danger onConfirm={onDiscard}>
      {`The draft becomes version ${automation.publishedVersion ?? ''} again, which is live. What was drawn since is gone, but for undo in this window.`}
    </ConfirmModal>
  )
}
