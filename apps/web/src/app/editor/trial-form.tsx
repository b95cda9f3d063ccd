import type { Catalog, JsonObject } from '@hookline/schema'
import { SegmentedControl, Select, Stack, Text, TextInput } from '@mantine/core'
import { ValuesField } from '../../components/values-field/values-field.tsx'
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
        <ValuesField
          key={eventType}
          label="Event data"
          text={trial.dataText}
          onChange={(dataText) => change({ dataText })}
          sample={catalog.eventTypes[eventType]?.sample ?? null}
          error={errors.data}
        />
      )}
      <TextInput
        label="User"
        value={trial.userId}
        error={errors.userId}
        maxLength={255}
        onChange={(event) => change({ userId: event.currentTarget.value })}
      />
      <ValuesField
        key={trial.userId}
        label="User state"
        description={stateWords(trial.stateText, storedState)}
        text={trial.stateText}
        onChange={(stateText) => change({ stateText })}
        standing={storedState}
        sample={storedState}
        known={Object.keys(catalog.state?.properties ?? {})}
        error={errors.state}
      />
      <Text size="sm" c="dimmed">
        Nothing is sent and nothing is stored by trying.
      </Text>
    </Stack>
  )
}

function stateWords(text: string, stored: JsonObject | null): string {
  if (text.trim() !== '') return 'Changed for this test alone'
  return stored ? 'What is stored of this user' : 'Nothing is known of this user yet'
}
