import { Radio, Stack, TextInput } from '@mantine/core'
import { type HeldAnswer, type HeldChoice, heldOf, instantOf, localTime } from './held-choice.ts'

const choices: readonly HeldChoice[] = ['send', 'since', 'drop']
const hourMs = 3_600_000

/** What is chosen, and the time that was typed for it. */
export interface HeldChosen {
  choice: HeldChoice
  local: string
}

export function firstChosen(): HeldChosen {
  return { choice: 'send', local: localTime(new Date(Date.now() - hourMs)) }
}

/** What the API is told of a choice; null while its time is missing. */
export function answerOf({ choice, local }: HeldChosen): HeldAnswer | null {
  return heldOf(choice, instantOf(local))
}

interface HeldChoiceFieldProps {
  label: string
  chosen: HeldChosen
  onChange: (chosen: HeldChosen) => void
}

/** Asks what becomes of held deliveries when nothing holds them any more. */
export function HeldChoiceField({ label, chosen: { choice, local }, onChange }: HeldChoiceFieldProps) {
  return (
    <Radio.Group
      label={label}
      value={choice}
      onChange={(value) => onChange({ local, choice: choices.find((one) => one === value) ?? 'send' })}
    >
      <Stack gap="sm" mt={8}>
        <Radio value="send" label="Send all" description="Receivers get late what they have missed." />
        <Radio value="since" label="Send those made since…" description="Older ones are cancelled and never sent by themselves." />
        {choice === 'since' && (
          <TextInput
            type="datetime-local"
            aria-label="Send those made since"
            ml={36}
            w={220}
            value={local}
            error={instantOf(local) === null && 'Choose a time.'}
            onChange={(event) => onChange({ choice, local: event.currentTarget.value })}
          />
        )}
        <Radio value="drop" label="Drop all" description="All are cancelled; only what comes from now on is sent." />
      </Stack>
    </Radio.Group>
  )
}
