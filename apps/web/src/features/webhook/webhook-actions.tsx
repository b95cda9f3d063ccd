import type { Webhook, WebhookHealth } from '@hookline/schema'
import { Button, Switch } from '@mantine/core'
import { IconCopy, IconPlayerPause, IconSend, IconTrash } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { type Action, ActionMenu } from '../../components/action-menu/action-menu.tsx'
import { hostOf } from '../../components/deliveries/status-sentence.ts'
import { useEndpointPause } from '../../components/stops/use-endpoint-pause.ts'
import { useStoppedEndpoints } from '../../components/stops/use-stopped-endpoints.ts'
import { DeleteWebhookModal } from '../../components/webhooks/delete-webhook-modal.tsx'
import { useActivation } from '../../components/webhooks/use-activation.tsx'
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
  const { deactivate, duplicate } = useWebhookActions()
  const { activate, asking } = useActivation()
  const navigate = useNavigate()
  const [isDeleting, setDeleting] = useState(false)
  const mayChange = useMember()?.role !== 'viewer'
  const isActive = webhook.status === 'active'
  const pauses = usePauses(health)
  if (!mayChange) return <WebhookStatusWord status={webhook.status} />
  return (
    <>
      <Switch
        label={isActive ? 'Active' : 'Inactive'}
        aria-label="Active"
        checked={isActive}
        onChange={() => (isActive ? void deactivate(webhook) : activate(webhook, health))}
      />
      <Button leftSection={<IconSend size={16} aria-hidden />} onClick={onTest}>
        Test…
      </Button>
      <ActionMenu
        label="More for this webhook"
        variant="default"
        size={36}
        width={200}
        actions={[
          ...pauses,
          { label: 'Duplicate', icon: IconCopy, onClick: () => void duplicate(webhook) },
          { label: 'Delete…', icon: IconTrash, isDanger: true, onClick: () => setDeleting(true) },
        ]}
      />
      {asking}
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

/** Of a webhook with one URL the endpoint is paused here; of several, each beside its URL. */
function usePauses(health: WebhookHealth | undefined): Action[] {
  const { pause } = useEndpointPause()
  const stopped = useStoppedEndpoints()
  const [only, ...others] = health?.endpoints ?? []
  if (!only || others.length > 0 || stopped.some(({ id }) => id === only.id)) return []
  return [{ label: 'Pause the endpoint', icon: IconPlayerPause, onClick: () => void pause({ id: only.id, host: hostOf(only.url) }) }]
}
