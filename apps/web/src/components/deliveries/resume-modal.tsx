import { useState } from 'react'
import { call } from '../../lib/api.ts'
import { formatCount } from '../../lib/format-number.ts'
import { notifyDone } from '../../lib/notify.ts'
import { answerOf, firstChosen, HeldChoiceField } from '../held-choice/held-choice-field.tsx'
import { HeldModal } from '../held-choice/held-modal.tsx'

interface ResumeModalProps {
  endpointId: string
  host: string
  /** Held deliveries of the endpoint; null where they are too many to be counted. */
  held: number | null
  onClose: () => void
}

/** Asks what becomes of the held deliveries when a paused endpoint goes on. */
export function ResumeModal({ endpointId, host, held, onClose }: ResumeModalProps) {
  const [chosen, setChosen] = useState(firstChosen)
  const answer = answerOf(chosen)
  const resume = async () => {
    await call('POST', `/v1/endpoints/${encodeURIComponent(endpointId)}/resume`, { body: { held: answer } })
    notifyDone(`${host} is called again${chosen.choice === 'drop' ? '' : '; what was held leaves, more each second'}`)
  }
  return (
    <HeldModal
      title={`Resume ${host}`}
      action={actionOf(chosen.choice, held)}
      isDropping={chosen.choice !== 'send'}
      isReady={answer !== null}
      onConfirm={resume}
      onClose={onClose}
    >
      <HeldChoiceField label="What becomes of the held deliveries?" chosen={chosen} onChange={setChosen} />
    </HeldModal>
  )
}

function actionOf(choice: 'send' | 'since' | 'drop', held: number | null): string {
  if (held === null || held === 0 || choice === 'since') return 'Resume the endpoint'
  return choice === 'send' ? `Resume and send ${formatCount(held)}` : `Resume and drop ${formatCount(held)}`
}
