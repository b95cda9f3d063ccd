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
      {owedWords(health?.waiting)} A call that is under way at this moment may still arrive. Its settings and secrets are removed, and this
      cannot be undone; its history stays under Deliveries.
      {webhook.status === 'active' && ' Made inactive instead, it sends nothing, keeps everything, and holds what it owes.'}
    </ConfirmModal>
  )
}

function owedWords(waiting: number | null | undefined): string {
  if (waiting === 0) return 'It owes no delivery, so none is lost.'
  if (waiting === 1) return 'The delivery that it owes is cancelled and never sent.'
  if (typeof waiting === 'number') return `The ${formatCount(waiting)} deliveries that it owes are cancelled and never sent.`
  return 'Everything that it owes is cancelled and never sent.'
}
