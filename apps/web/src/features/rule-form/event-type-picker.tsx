import { Stack, Text } from '@mantine/core'
import { useId, useMemo } from 'react'
import { type FreeText, type PickerGroup, SearchPicker } from '../../components/condition-builder/search-picker.tsx'

export interface EventTypeChoice {
  name: string
  title: string
  source: 'declared' | 'observed'
}

interface EventTypePickerProps {
  value: string
  eventTypes: readonly EventTypeChoice[]
  onChange: (eventType: string) => void
  label?: string
  invalid?: boolean
  /** What to do about a type that has not been seen yet. */
  remedy?: string | undefined
}

/** Chooses an event type by its title or name; a name that no event has had yet may be typed. */
export function EventTypePicker({ value, eventTypes, onChange, label = 'Event type', invalid = false, remedy }: EventTypePickerProps) {
  const id = useId()
  const groups = useMemo(() => groupsOf(eventTypes), [eventTypes])
  const isNew = value !== '' && !eventTypes.some(({ name }) => name === value)
  const title = eventTypes.find(({ name }) => name === value)?.title
  const hasNote = isNew || (title !== undefined && title !== value)
  return (
    <Stack gap="xs" miw={0} flex={1}>
      <SearchPicker
        id={`${id}-input`}
        label={label}
        shown={title || value}
        groups={groups}
        onPick={onChange}
        freeText={freeType}
        placeholder="Choose an event"
        invalid={invalid}
        describedBy={hasNote ? `${id}-note` : undefined}
      />
      {hasNote && (
        <Text id={`${id}-note`} size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {isNew ? `${value} has not been seen yet${remedy === undefined ? '' : `. ${remedy}`}` : value}
        </Text>
      )}
    </Stack>
  )
}

function groupsOf(eventTypes: readonly EventTypeChoice[]): PickerGroup[] {
  const group = (label: string, source: EventTypeChoice['source']) => {
    const options = eventTypes
      .filter((type) => type.source === source)
      .map(({ name, title }) => ({ value: name, label: title || name, words: name, ...(title !== '' && title !== name && { note: name }) }))
    return { label, options }
  }
  return [group('Declared', 'declared'), group('Observed', 'observed')]
}

/** As events are taken in (api.md › Events in). */
function freeType(text: string): FreeText {
  if (text.length > 200 || /[\p{Cc}/]/u.test(text)) return { refusal: 'A name has at most 200 characters, and no slash.' }
  if (text.startsWith('hookline.')) return { refusal: "Names that begin with hookline. are Hookline's own." }
  return { value: text, words: `Use "${text}", which has not been seen yet` }
}
