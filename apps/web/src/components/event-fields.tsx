import type { EventType } from '@hookline/schema'
import { type ComboboxItem, MultiSelect, type OptionsFilter, Select, Text } from '@mantine/core'

interface OneEventProps {
  types: readonly EventType[]
  value: EventType | undefined
  onChange: (name: string) => void
  label?: string
  error?: string | undefined
}

const optionOf = ({ name, title }: EventType) => ({ value: name, label: title || name })

/** Which event it is about. */
export function OneEvent({ types, value, onChange, label = 'Event', error }: OneEventProps) {
  return (
    <Select
      label={label}
      error={error}
      description={value?.description}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      data={types.map(optionOf)}
      value={value?.name ?? null}
      onChange={(name) => name && onChange(name)}
      allowDeselect={false}
      searchable
      nothingFoundMessage="No event type of that name. New ones appear once an event of theirs has come in."
      filter={byNameOrTitle}
      renderOption={({ option }) => <EventOption option={option} />}
      maxDropdownHeight={320}
    />
  )
}

interface SeveralEventsProps {
  types: readonly EventType[]
  value: readonly string[]
  onChange: (names: string[]) => void
}

/** Which events are sent on; none chosen stands for all. */
export function SeveralEvents({ types, value, onChange }: SeveralEventsProps) {
  return (
    <MultiSelect
      label="Events"
      description={
        value.length === 0
          ? 'Every event is sent on, of types to come as well.'
          : 'Only these are sent on. Take all away to send on every event.'
      }
      inputWrapperOrder={['label', 'input', 'description']}
      data={types.map(optionOf)}
      value={[...value]}
      onChange={onChange}
      placeholder={value.length === 0 ? 'All events' : ''}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': 'Take all events away' }}
      nothingFoundMessage="No event type of that name."
      filter={byNameOrTitle}
      renderOption={({ option }) => <EventOption option={option} />}
      maxDropdownHeight={320}
    />
  )
}

function EventOption({ option }: { option: ComboboxItem }) {
  return (
    <div>
      <Text inherit>{option.label}</Text>
      <Text size="sm" c="dimmed" ff="monospace">
        {option.value}
      </Text>
    </div>
  )
}

const byNameOrTitle: OptionsFilter = ({ options, search }) => {
  const text = search.trim().toLowerCase()
  return (options as ComboboxItem[]).filter(({ value, label }) => `${label} ${value}`.toLowerCase().includes(text))
}
