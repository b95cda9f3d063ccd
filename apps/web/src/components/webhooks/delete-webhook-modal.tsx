import type { Webhook, WebhookHealth } from '@hookline/schema'
import { formatCount } from '../../lib/format-number.ts'
import { ConfirmModal } from '../confirm-modal.tsx'
import { seenText } from '../seen-text.ts'
import { useWebhookActions } from './use-webhook-actions.ts'

interface DeleteWebhookModalProps {
  webhook: Webhook
  /** Undefined while it is not known. */
  health: WebhookHealth | undefined
  onClose: () => void
  onDeleted?: () => void
}

/** Names what a deleted webhook takes with it. */
export function DeleteWebhookModal({ webhook, health, onClose, onDeleted }: DeleteWebhookModalProps) {
  const { remove } = useWebhookActions()
  return (
    <ConfirmModal
      opened
      onClose={onClose}
      title={`Delete "${seenText(webhook.name)}"?`}
      action="Delete the webhook"
      danger
      onConfirm={async () => {
        await remove(webhook)
        onDeleted?.()
      }}
    >
      {owedWords(health?.waiting)} Its secrets are removed. Its history stays under Deliveries. This cannot be undone.
    </ConfirmModal>
  )
}

function owedWords(waiting: number | null | undefined): string {
  if (waiting === 0) return 'It owes no delivery.'
  if (waiting === 1) return 'The delivery that it owes is cancelled.'
  if (typeof waiting === 'number') return `The ${formatCount(waiting)} deliveries that it owes are cancelled.`
  return 'What it owes is cancelled.'
}
