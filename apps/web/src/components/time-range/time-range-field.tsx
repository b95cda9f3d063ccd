import { Group, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Filters } from '../../lib/use-filters.ts'
import { fromLocalField, ranges, toLocalField } from './time-range.ts'

interface TimeRangeFieldProps {
  filters: Filters
  onChange: (change: Filters) => void
}

/** When: a span that ends now, or between two instants of the reader's own zone. */
export function TimeRangeField({ filters, onChange }: TimeRangeFieldProps) {
  const [isBetween, setBetween] = useState(filters.from !== undefined || filters.to !== undefined)
  const span = ranges.find(({ value }) => value === filters.range)?.value
  const hasInstants = filters.from !== undefined || filters.to !== undefined
  const showsInstants = !span && (isBetween || hasInstants)
  const choose = (value: string | null) => {
    setBetween(value === 'between')
    onChange({ range: value === 'between' || value === 'any' ? undefined : (value ?? undefined), from: undefined, to: undefined })
  }
  return (
    <Group gap="sm">
      <Select
        aria-label="Time"
        w={168}
        allowDeselect={false}
        data={[
          { value: 'any', label: 'Any time' },
          ...ranges.map(({ value, label }) => ({ value, label })),
          { value: 'between', label: 'Between…' },
        ]}
        value={span ?? (showsInstants ? 'between' : 'any')}
        onChange={choose}
      />
      {showsInstants && (
        <>
          <TextInput
            type="datetime-local"
            aria-label="From"
            value={toLocalField(filters.from)}
            onChange={(event) => onChange({ from: fromLocalField(event.currentTarget.value), range: undefined })}
          />
          <TextInput
            type="datetime-local"
            aria-label="Before"
            value={toLocalField(filters.to)}
            onChange={(event) => onChange({ to: fromLocalField(event.currentTarget.value), range: undefined })}
          />
        </>
      )}
    </Group>
  )
}
