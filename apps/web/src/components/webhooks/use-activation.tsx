import type { Webhook, WebhookHealth } from '@hookline/schema'
import { type ReactNode, useState } from 'react'
import { later } from '../later.tsx'
import { heldByInactive } from './held-by-inactive.ts'
import { useWebhookActions } from './use-webhook-actions.ts'

const ActivateModal = later(async () => (await import('./activate-modal.tsx')).ActivateModal, { what: 'The choice', rows: 0 })

/** Makes a webhook active: at once where it holds nothing, after a person's choice where it does. `asking` is the dialog. */
export function useActivation(): { activate: (webhook: Webhook, health: WebhookHealth | undefined) => void; asking: ReactNode } {
  const { activate } = useWebhookActions()
  const [asked, setAsked] = useState<{ webhook: Webhook; health: WebhookHealth | undefined } | null>(null)
  return {
    activate: (webhook, health) => {
      if (heldByInactive(health) === 0) void activate(webhook)
      else setAsked({ webhook, health })
    },
    asking: asked && <ActivateModal {...asked} onClose={() => setAsked(null)} />,
  }
}
