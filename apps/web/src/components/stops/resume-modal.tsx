import type { Endpoint } from '@hookline/schema'
import { useState } from 'react'
import { formatCount } from '../../lib/format-number.ts'
import { answerOf, firstChosen, HeldChoiceField } from '../held-choice/held-choice-field.tsx'
import { HeldModal } from '../held-choice/held-modal.tsx'
import { seenText } from '../seen-text.ts'
import { heldWords } from './stop-words.ts'
import { useEndpointPause } from './use-endpoint-pause.ts'

interface ResumeModalProps {
  endpoint: Endpoint
  onClose: () => void
}

/** Asks what becomes of the held deliveries when a paused endpoint goes on. */
export function ResumeModal({ endpoint, onClose }: ResumeModalProps) {
  const { host, held } = endpoint
  const [chosen, setChosen] = useState(firstChosen)
  const { resume } = useEndpointPause()
  const answer = answerOf(chosen)
  return (
    <HeldModal
      title={`Resume ${seenText(host)}`}
      action={actionOf(chosen.choice, held)}
      isDropping={chosen.choice !== 'send'}
      isReady={answer !== null}
      onConfirm={async () => {
        if (answer !== null) await resume(endpoint, answer)
      }}
      onClose={onClose}
    >
      <HeldChoiceField label={`${heldWords(held)} What becomes of them?`} chosen={chosen} onChange={setChosen} />
    </HeldModal>
  )
}

function actionOf(choice: 'send' | 'since' | 'drop', held: number | null): string {
  if (held === null || held === 0 || choice === 'since') return 'Resume the endpoint'
  return choice === 'send' ? `Resume and send ${formatCount(held)}` : `Resume and drop ${formatCount(held)}`
}
