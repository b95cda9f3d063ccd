import { Group, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Filters } from '../../lib/use-filters.ts'
import { FilterSelect } from '../filter-select.tsx'
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
  const choose = (value: string | undefined) => {
    setBetween(value === 'between')
    onChange({ range: value === 'between' ? undefined : value, from: undefined, to: undefined })
  }
  return (
    <Group gap="sm">
      <FilterSelect
        label="Time"
        any="Any time"
        options={[...ranges.map(({ value, label }) => ({ value, label })), { value: 'between', label: 'Between…' }]}
        value={span ?? (showsInstants ? 'between' : undefined)}
        width={168}
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
