import type { Webhook, WebhookHealth } from '@hookline/schema'
import { useState } from 'react'
import { formatCount } from '../../lib/format-number.ts'
import { answerOf, firstChosen, HeldChoiceField } from '../held-choice/held-choice-field.tsx'
import { HeldModal } from '../held-choice/held-modal.tsx'
import { seenText } from '../seen-text.ts'
import { heldByInactive } from './held-by-inactive.ts'
import { useWebhookActions } from './use-webhook-actions.ts'

interface ActivateModalProps {
  webhook: Webhook
  health: WebhookHealth | undefined
  onClose: () => void
}

/** Asks what becomes of what an inactive webhook holds, before it is active again. */
export function ActivateModal({ webhook, health, onClose }: ActivateModalProps) {
  const [chosen, setChosen] = useState(firstChosen)
  const { activateWith } = useWebhookActions()
  const held = heldByInactive(health)
  const answer = answerOf(chosen)
  return (
    <HeldModal
      title={`Make "${seenText(webhook.name)}" active`}
      action={actionOf(chosen.choice, held)}
      isDropping={chosen.choice !== 'send'}
      isReady={answer !== null}
      onConfirm={async () => {
        if (answer !== null) await activateWith(webhook, answer)
      }}
      onClose={onClose}
    >
      <HeldChoiceField label={questionOf(held)} chosen={chosen} onChange={setChosen} />
    </HeldModal>
  )
}

function questionOf(held: number | null): string {
  if (held === null) return 'What becomes of the deliveries that it holds?'
  return held === 1 ? 'It holds 1 delivery. What becomes of it?' : `It holds ${formatCount(held)} deliveries. What becomes of them?`
}

function actionOf(choice: 'send' | 'since' | 'drop', held: number | null): string {
  if (held === null || choice === 'since') return 'Make it active'
  return choice === 'send' ? `Make it active and send ${formatCount(held)}` : `Make it active and drop ${formatCount(held)}`
}
