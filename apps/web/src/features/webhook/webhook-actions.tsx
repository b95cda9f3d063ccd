import type { Webhook, WebhookHealth } from '@hookline/schema'
import { Button, Switch } from '@mantine/core'
import { IconCopy, IconSend, IconTrash } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { ActionMenu } from '../../components/action-menu/action-menu.tsx'
import { DeleteWebhookModal } from '../../components/webhooks/delete-webhook-modal.tsx'
import { useWebhookActions } from '../../components/webhooks/use-webhook-actions.ts'
import { WebhookStatusWord } from '../../components/webhooks/webhook-status.tsx'
import { useMember } from '../../lib/session.ts'

interface WebhookActionsProps {
  webhook: Webhook
  health: WebhookHealth | undefined
  onTest: () => void
}

/** What can be done with the webhook as a whole; the status changes at once. */
export function WebhookActions({ webhook, health, onTest }: WebhookActionsProps) {
  const { activate, deactivate, duplicate } = useWebhookActions()
  const navigate = useNavigate()
  const [isDeleting, setDeleting] = useState(false)
  const mayChange = useMember()?.role !== 'viewer'
  const isActive = webhook.status === 'active'
  if (!mayChange) return <WebhookStatusWord status={webhook.status} />
  return (
    <>
      <Switch
        label={isActive ? 'Active' : 'Inactive'}
        aria-label="Active"
        checked={isActive}
        onChange={() => void (isActive ? deactivate(webhook) : activate(webhook))}
      />
      <Button leftSection={<IconSend size={16} aria-hidden />} onClick={onTest}>
        Test…
      </Button>
      <ActionMenu
        label="More for this webhook"
        variant="default"
        size={36}
        width={180}
        actions={[
          { label: 'Duplicate', icon: IconCopy, onClick: () => void duplicate(webhook) },
          { label: 'Delete…', icon: IconTrash, isDanger: true, onClick: () => setDeleting(true) },
        ]}
      />
      {isDeleting && (
        <DeleteWebhookModal
          webhook={webhook}
          health={health}
          onClose={() => setDeleting(false)}
          onDeleted={() => void navigate({ to: '/api-central', search: {}, ignoreBlocker: true })}
        />
      )}
    </>
  )
}
