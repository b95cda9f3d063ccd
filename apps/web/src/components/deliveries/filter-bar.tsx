import { Button, CloseButton, Group, Text } from '@mantine/core'
import type { Filters } from '../../lib/use-filters.ts'
import { ForeignText } from '../foreign-text.tsx'
import { SearchField } from '../search-field.tsx'
import { TimeRangeField } from '../time-range/time-range-field.tsx'
import { BodySearch } from './body-search.tsx'
import { isFiltered, noFilters } from './delivery-filters.ts'

interface FilterBarProps {
  filters: Filters
  onChange: (change: Filters) => void
}

/** Filters that come from elsewhere, such as a link of a user: they are named, and can be taken away. */
const otherNames = { userId: 'User', campaignId: 'Campaign', nodeId: 'Block', endpointId: 'Endpoint', error: 'Error' } as const

/** Text, time, and whatever else narrows the list. */
export function FilterBar({ filters, onChange }: FilterBarProps) {
  return (
    <Group gap="sm">
      <SearchField
        label="Search deliveries"
        placeholder="Id, user, host or error code"
        value={filters.q ?? ''}
        onChange={(q) => onChange({ q })}
      />
      <BodySearch filters={filters} onChange={onChange} />
      <TimeRangeField filters={filters} onChange={onChange} />
      {(['userId', 'campaignId', 'nodeId', 'endpointId', 'error'] as const).map((name) => {
        const value = filters[name]
        return value === undefined ? null : (
          <Chip key={name} name={otherNames[name]} value={value} onRemove={() => onChange({ [name]: undefined })} />
        )
      })}
      {isFiltered(filters) && (
        <Button variant="subtle" size="compact-sm" onClick={() => onChange(noFilters)}>
          Clear filters
        </Button>
      )}
    </Group>
  )
}

function Chip({ name, value, onRemove }: { name: string; value: string; onRemove: () => void }) {
  return (
    <Group gap={4} wrap="nowrap" h={36} pl={12} pr={4} maw={280} bd="1px solid var(--mantine-color-default-border)" bdrs={8}>
      <Text c="dimmed">{name}</Text>
      <Text component="div" miw={0}>
        <ForeignText text={value} />
      </Text>
      <CloseButton size="sm" aria-label={`Any ${name.toLowerCase()}`} onClick={onRemove} />
    </Group>
  )
}
