import type { Catalog } from '@hookline/schema'
import { JsonInput, SegmentedControl, Select, Stack, Text, TextInput } from '@mantine/core'
import { formatExact } from '../../lib/format-time.ts'
import { sampleText } from './trial.ts'
import type { TrialModel } from './use-trial.ts'

const sources = [
  { value: 'sample', label: 'Sample' },
  { value: 'past', label: 'Past event' },
  { value: 'own', label: 'Own values' },
]

interface TrialFormProps {
  model: TrialModel
  eventType: string
  catalog: Catalog
}

/** Chooses the event and the user on whom a draft is tried. */
export function TrialForm({ model, eventType, catalog }: TrialFormProps) {
  const { trial, change, input, past, storedState } = model
  const errors = input.ok ? {} : input.errors
  return (
    <Stack gap="sm">
      <SegmentedControl
        aria-label="Event to try"
        size="xs"
        data={sources}
        value={trial.source}
        onChange={(value) => {
          const source = sources.find((known) => known.value === value)?.value as typeof trial.source
          change({ source, ...(source === 'own' && trial.dataText === '' && { dataText: sampleText(catalog, eventType) }) })
        }}
      />
      {trial.source === 'past' && (
        <Select
          label="Past event"
          placeholder={past.length === 0 ? 'None of this type has come yet' : 'Choose one'}
          data={past.map(({ id, userId, receivedAt }) => ({ value: id, label: `${userId} · ${formatExact(receivedAt)}` }))}
          value={trial.eventId}
          error={errors.data}
          onChange={(eventId) => change({ eventId, userId: past.find(({ id }) => id === eventId)?.userId ?? trial.userId })}
        />
      )}
      {trial.source === 'own' && (
        <JsonInput
          label="Event data"
          value={trial.dataText}
          error={errors.data}
          autosize
          minRows={3}
          maxRows={10}
          formatOnBlur
          onChange={(dataText) => change({ dataText })}
          styles={mono}
        />
      )}
      <TextInput
        label="User"
        value={trial.userId}
        error={errors.userId}
        maxLength={255}
        onChange={(event) => change({ userId: event.currentTarget.value })}
      />
      <JsonInput
        label="User state"
        description={storedState ? 'Empty: what is stored of this user' : 'Nothing is stored of this user: empty means no state'}
        placeholder={storedState ? JSON.stringify(storedState, null, 2).slice(0, 400) : '{ }'}
        value={trial.stateText}
        error={errors.state}
        autosize
        minRows={2}
        maxRows={8}
        formatOnBlur
        onChange={(stateText) => change({ stateText })}
        styles={mono}
      />
      <Text size="sm" c="dimmed">
        Nothing is sent and nothing is stored by trying.
      </Text>
    </Stack>
  )
}

const mono = { input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 12 } }
