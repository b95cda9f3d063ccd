import { CloseButton, NumberInput, Select, TextInput } from '@mantine/core'
import type { Plain } from './plain.ts'

interface PlainInputProps {
  label: string
  value: Plain
  onChange: (value: Plain) => void
  /** Offers to take the value away. */
  onRemove?: (() => void) | undefined
}

/** A value of its own type: a number stays a number. */
export function PlainInput({ label, value, onChange, onRemove }: PlainInputProps) {
  const shared = {
    ...{ label, flex: 1, miw: 100 },
    ...(onRemove && { rightSection: <CloseButton size="sm" aria-label={`Remove ${label}`} onClick={onRemove} /> }),
  }
  if (typeof value === 'number') {
    return <NumberInput {...shared} value={value} onChange={(next) => typeof next === 'number' && onChange(next)} hideControls />
  }
  if (typeof value === 'boolean') {
    return (
      <Select
        {...shared}
        data={['yes', 'no']}
        value={value ? 'yes' : 'no'}
        onChange={(next) => onChange(next === 'yes')}
        allowDeselect={false}
        rightSectionPointerEvents="all"
      />
    )
  }
  return <TextInput {...shared} value={value} onChange={(event) => onChange(event.currentTarget.value)} />
}
