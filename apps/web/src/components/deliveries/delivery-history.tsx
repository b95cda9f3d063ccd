import { deliveryStatuses } from '@hookline/schema'
import { Group, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useFilters } from '../../lib/use-filters.ts'
import { FilterSelect } from '../filter-select.tsx'
import { useMinute } from '../time-range/use-minute.ts'
import { apiQuery, isFiltered, noFilters } from './delivery-filters.ts'
import { DeliveryList } from './delivery-list.tsx'
import { withinPage } from './delivery-place.ts'
import { FilterBar } from './filter-bar.tsx'
import { ListActions } from './list-actions.tsx'

interface DeliveryHistoryProps {
  /** What belongs to this history, whatever else narrows it. */
  of: Record<string, string>
  empty: ReactNode
  /** Says what is in it, where that is not plain. */
  note?: ReactNode
}

const statusOptions = deliveryStatuses.map((value) => ({ value, label: value.charAt(0).toUpperCase() + value.slice(1) }))

/** The deliveries of one thing, within its own page. */
export function DeliveryHistory({ of, empty, note }: DeliveryHistoryProps) {
  const [filters, setFilters] = useFilters()
  const query = { ...apiQuery(filters, useMinute()), ...of }
  return (
    <Stack gap="md">
      {note !== undefined && (
        <Text c="dimmed" maw={820}>
          {note}
        </Text>
      )}
      <Group gap="sm" role="search" aria-label="Filters">
        <FilterSelect
          label="Status"
          any="Any status"
          options={statusOptions}
          value={filters.status}
          width={150}
          onChange={(status) => setFilters({ status })}
        />
        <FilterBar filters={filters} onChange={setFilters} />
        <Group ml="auto">
          <ListActions query={query} />
        </Group>
      </Group>
      <DeliveryList
        place={withinPage}
        query={query}
        openId={filters.delivery}
        isFiltered={isFiltered(filters)}
        onClear={() => setFilters(noFilters)}
        empty={empty}
      />
    </Stack>
  )
}
