import type { EventRecord } from '@hookline/schema'
import { Button, Group, Stack } from '@mantine/core'
import { FilterSelect } from '../../components/filter-select.tsx'
import { useHeldList } from '../../components/held-list/use-held-list.ts'
import { WaitingRows } from '../../components/held-list/waiting-rows.tsx'
import { LoadMore } from '../../components/load-more.tsx'
import { SearchField } from '../../components/search-field.tsx'
import { EmptyState, ErrorState, LoadingRows } from '../../components/states.tsx'
import { timeOf } from '../../components/time-range/time-range.ts'
import { TimeRangeField } from '../../components/time-range/time-range-field.tsx'
import { useMinute } from '../../components/time-range/use-minute.ts'
import { useList } from '../../lib/queries.ts'
import { useEventTitles, useEventTypes } from '../../lib/use-event-types.ts'
import { type Filters, useFilters } from '../../lib/use-filters.ts'
import { EventsTable } from './events-table.tsx'
import { NoEvents } from './no-events.tsx'

const names = ['type', 'userId', 'campaignId'] as const
const noFilters: Filters = Object.fromEntries([...names, 'range', 'from', 'to'].map((name) => [name, undefined]))
const idOf = ({ id }: EventRecord) => id

/** Events as they come in. */
export function EventsList({ onSend }: { onSend: (() => void) | undefined }) {
  const [filters, setFilters] = useFilters()
  const minute = useMinute()
  const plain = Object.fromEntries(names.map((name) => [name, filters[name]]))
  const query = { ...plain, ...timeOf(filters, minute) }
  const isFiltered = Object.keys(noFilters).some((name) => filters[name] !== undefined)
  return (
    <Stack gap={4}>
      <FilterBar filters={filters} onChange={setFilters} isFiltered={isFiltered} />
      <Rows query={query} isFiltered={isFiltered} onClear={() => setFilters(noFilters)} onSend={onSend} />
    </Stack>
  )
}

interface FilterBarProps {
  filters: Filters
  onChange: (change: Filters) => void
  isFiltered: boolean
}

function FilterBar({ filters, onChange, isFiltered }: FilterBarProps) {
  const { data } = useEventTypes()
  const titles = useEventTitles()
  const known = data?.items.map(({ name }) => name) ?? []
  const types = filters.type === undefined || known.includes(filters.type) ? known : [filters.type, ...known]
  return (
    <Group gap="sm" role="search" aria-label="Filters">
      <SearchField
        label="Events of a user, by the whole id"
        placeholder="User id"
        value={filters.userId ?? ''}
        onChange={(userId) => onChange({ userId })}
      />
      <FilterSelect
        label="Event type"
        any="Any type"
        options={types.map((name) => ({ value: name, label: titles.has(name) ? `${titles.get(name)} · ${name}` : name }))}
        value={filters.type}
        width={220}
        onChange={(type) => onChange({ type })}
      />
      <TimeRangeField filters={filters} onChange={onChange} />
      {isFiltered && (
        <Button variant="subtle" size="compact-sm" onClick={() => onChange(noFilters)}>
          Clear filters
        </Button>
      )}
    </Group>
  )
}

interface RowsProps {
  query: Record<string, string | undefined>
  isFiltered: boolean
  onClear: () => void
  onSend: (() => void) | undefined
}

function Rows({ query, isFiltered, onClear, onSend }: RowsProps) {
  const list = useList<EventRecord>({ key: ['events', 'list'], path: '/v1/events', query })
  const name = JSON.stringify({ ...query, ...(query.from && { from: 'from' }) })
  const live = useHeldList({ rows: list.items, idOf, name })
  if (list.isError && list.items.length === 0)
    return <ErrorState what="The events could not be read" error={list.error} onRetry={() => void list.refetch()} />
  if (list.isPending) return <LoadingRows rows={12} />
  if (live.shown.length === 0) {
    if (!isFiltered) return <NoEvents onSend={onSend} />
    return (
      <EmptyState
        title="No event matches"
        action={
          <Button variant="default" onClick={onClear}>
            Clear filters
          </Button>
        }
      >
        All filters must hold at once. A user is found by the whole id.
      </EmptyState>
    )
  }
  return (
    <>
      <Stack gap={4} {...live.holds}>
        <WaitingRows count={live.waiting} noun="event" onShow={live.letIn} />
        <EventsTable rows={live.shown} />
      </Stack>
      <LoadMore {...list} />
    </>
  )
}
