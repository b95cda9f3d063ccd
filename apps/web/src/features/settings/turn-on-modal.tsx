import type { Settings } from '@hookline/schema'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { instantOf, turnOnAction } from '../../components/held-choice/held-choice.ts'
import { answerOf, firstChosen, HeldChoiceField } from '../../components/held-choice/held-choice-field.tsx'
import { HeldModal } from '../../components/held-choice/held-modal.tsx'
import { useHeldCount } from '../../components/held-choice/use-held-count.ts'
import { call } from '../../lib/api.ts'
import { formatCount } from '../../lib/format-number.ts'
import { notifyDone } from '../../lib/notify.ts'
import { settingsQuery } from '../../lib/settings.ts'

/** Asks what becomes of the held deliveries when calls are turned on again. */
export function TurnOnModal({ onClose }: { onClose: () => void }) {
  const client = useQueryClient()
  const [chosen, setChosen] = useState(firstChosen)
  const { choice, local } = chosen
  const held = useHeldCount(true, choice === 'since' ? (instantOf(local) ?? undefined) : undefined)
  const answer = answerOf(chosen)
  const count = held.data?.count
  const turnOn = async () => {
    const body = { webhooksEnabled: true, held: answer }
    client.setQueryData(settingsQuery.queryKey, await call<Settings>('PATCH', '/v1/settings', { body }))
    notifyDone('Calls are on')
  }
  return (
    <HeldModal
      title="Turn on calls"
      action={turnOnAction(choice, held.data)}
      isDropping={choice === 'drop' || (choice === 'since' && (held.data?.before ?? 0) > 0)}
      isReady={answer !== null}
      onConfirm={turnOn}
      onClose={onClose}
    >
      <HeldChoiceField label={questionOf(count)} chosen={chosen} onChange={setChosen} />
    </HeldModal>
  )
}

function questionOf(count: number | undefined): string {
  if (count === undefined) return 'What becomes of the held deliveries?'
  return count === 1 ? 'What becomes of the one held delivery?' : `What becomes of the ${formatCount(count)} held deliveries?`
}
