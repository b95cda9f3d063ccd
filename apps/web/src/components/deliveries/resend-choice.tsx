import type { ResendInput } from '@hookline/schema'
import { Radio, Stack } from '@mantine/core'

interface ResendChoiceProps {
  value: ResendInput['render']
  onChange: (value: ResendInput['render']) => void
  /** Nothing was ever rendered, so nothing is stored that could be sent. */
  isStoredMissing?: boolean
}

/** The two ways to send once more, and what each means. */
export function ResendChoice({ value, onChange, isStoredMissing = false }: ResendChoiceProps) {
  return (
    <Radio.Group value={value} onChange={(next) => onChange(next === 'again' ? 'again' : 'stored')} label="What is sent">
      <Stack gap="sm" pt="xs">
        <Radio
          value="stored"
          disabled={isStoredMissing}
          label="The stored bytes"
          description={
            isStoredMissing
              ? 'Nothing was rendered, so nothing is stored.'
              : 'The same request byte for byte, under the same webhook-id: a receiver that has it already can tell.'
          }
        />
        <Radio
          value="again"
          label="Rendered again"
          description="The stored event by today’s definition and the user’s state of today, as a new message with a webhook-id of its own."
        />
      </Stack>
    </Radio.Group>
  )
}
