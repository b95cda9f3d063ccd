import type { DeliveryFacets, DeliverySummary } from '@hookline/schema'
import { Button, Group, Stack, Text } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconFilter } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useCallback, useState } from 'react'
import { useHeldList } from '../../components/held-list/use-held-list.ts'
import { WaitingRows } from '../../components/held-list/waiting-rows.tsx'
import { later } from '../../components/later.tsx'
import { LoadMore } from '../../components/load-more.tsx'
import { PageFrame } from '../../components/page-frame.tsx'
import { EmptyState, ErrorState, LoadingRows } from '../../components/states.tsx'
import { useMinute } from '../../components/time-range/use-minute.ts'
import { call } from '../../lib/api.ts'
import { formatCount } from '../../lib/format-number.ts'
import { useList } from '../../lib/queries.ts'
import { useMember } from '../../lib/session.ts'
import { useEventTitles } from '../../lib/use-event-types.ts'
import { useFilters } from '../../lib/use-filters.ts'
import css from './deliveries.module.css'
import { DeliveriesTable } from './deliveries-table.tsx'
import { apiQuery, isFiltered, noFilters } from './delivery-filters.ts'
import { FacetColumn } from './facet-column.tsx'
import { countedWords, facetGroups } from './facets.ts'
import { FilterBar } from './filter-bar.tsx'

const DeliveryPanel = later(async () => (await import('./delivery-panel.tsx')).DeliveryPanel, { what: 'The delivery', rows: 0 })
const ResendManyModal = later(async () => (await import('./resend-many-modal.tsx')).ResendManyModal, { what: 'Resending', rows: 0 })

const none: ReadonlySet<string> = new Set()
const idOf = ({ id }: DeliverySummary) => id

/** Everything that was sent and what is owed; one of them in a panel beside the list. */
export function DeliveriesPage() {
  const [filters, setFilters] = useFilters()
  const { id: openId } = useParams({ strict: false })
  const query = apiQuery(filters, useMinute())
  const facets = useFacets(query)
  const titles = useEventTitles()
  const isNarrow = useMediaQuery('(max-width: 1099px)', false, { getInitialValueInEffect: false })
  const [showsFacets, setShowsFacets] = useState(false)
  return (
    <PageFrame
      title="Deliveries"
      description="Every call that Hookline made or still owes, newest first."
      actions={
        isNarrow && (
          <Button
            variant="default"
            leftSection={<IconFilter size={16} aria-hidden />}
            aria-expanded={showsFacets}
            onClick={() => setShowsFacets(!showsFacets)}
          >
            {showsFacets ? 'Hide filters' : 'Filters'}
          </Button>
        )
      }
    >
      <FilterBar filters={filters} onChange={setFilters} />
      <div className={css.layout}>
        {(!isNarrow || showsFacets) && (
          <FacetColumn
            groups={facetGroups(facets, filters, titles)}
            onChange={setFilters}
            note={countedWords(facets, query.from !== undefined)}
          />
        )}
        <Deliveries query={query} openId={openId} isFiltered={isFiltered(filters)} onClear={() => setFilters(noFilters)} />
      </div>
      {openId !== undefined && <DeliveryPanel key={openId} id={openId} />}
    </PageFrame>
  )
}

/** Counts for the left column; without them it shows the statuses alone. */
function useFacets(query: Record<string, string>): DeliveryFacets | undefined {
  const { data } = useQuery({
    queryKey: ['deliveries', 'facets', query],
    queryFn: ({ signal }) => call<DeliveryFacets>('GET', '/v1/deliveries/facets', { query, signal }),
    placeholderData: keepPreviousData,
  })
  return data
}

interface DeliveriesProps {
  query: Record<string, string>
  openId: string | undefined
  isFiltered: boolean
  onClear: () => void
}

function Deliveries({ query, openId, isFiltered, onClear }: DeliveriesProps) {
  const list = useList<DeliverySummary>({ key: ['deliveries', 'list'], path: '/v1/deliveries', query })
  const { selected, select, clear } = useSelection()
  const name = JSON.stringify({ ...query, ...(query.from && { from: 'from' }) })
  const live = useHeldList({ rows: list.items, idOf, name, isHeld: selected.size > 0 })
  const mayResend = useMember()?.role !== 'viewer'
  if (list.isError && list.items.length === 0)
    return <ErrorState what="The deliveries could not be read" error={list.error} onRetry={() => void list.refetch()} />
  if (list.isPending) return <LoadingRows rows={12} />
  if (live.shown.length === 0) return <NoDeliveries isFiltered={isFiltered} onClear={onClear} />
  return (
    <Stack gap={4} miw={0} aria-busy={list.isPlaceholderData}>
      {selected.size > 0 ? (
        <SelectionBar rows={live.shown.filter(({ id }) => selected.has(id))} onClear={clear} />
      ) : (
        <WaitingRows count={live.waiting} noun="row" onShow={live.letIn} />
      )}
      <div {...live.holds}>
        <DeliveriesTable rows={live.shown} openId={openId} selected={selected} onSelect={mayResend ? select : undefined} />
      </div>
      <LoadMore {...list} />
    </Stack>
  )
}

function useSelection() {
  const [selected, setSelected] = useState(none)
  const select = useCallback((ids: readonly string[], isSelected: boolean) => {
    setSelected((before) => {
      if (isSelected) return new Set([...before, ...ids])
      const dropped = new Set(ids)
      return new Set([...before].filter((id) => !dropped.has(id)))
    })
  }, [])
  const clear = useCallback(() => setSelected(none), [])
  return { selected, select, clear }
}

function SelectionBar({ rows, onClear }: { rows: readonly DeliverySummary[]; onClear: () => void }) {
  const [ids, setIds] = useState<readonly string[] | null>(null)
  const done = rows.filter(({ status }) => status !== 'pending' && status !== 'held')
  return (
    <Group h={24} gap="sm" role="group" aria-label="Selected deliveries">
      <Text size="sm">{formatCount(rows.length)} selected</Text>
      <Button
        size="compact-xs"
        {...(done.length === 0 && { 'data-disabled': true })}
        aria-disabled={done.length === 0}
        onClick={() => done.length > 0 && setIds(done.map(idOf))}
      >
        {done.length === 0 ? 'Resend' : `Resend ${formatCount(done.length)}…`}
      </Button>
      {done.length === 0 && (
        <Text size="sm" c="dimmed">
          {rows.length === 1 ? 'It is' : 'They are'} still owed and tried by {rows.length === 1 ? 'itself' : 'themselves'}; open one to try
          it now.
        </Text>
      )}
      <Button size="compact-xs" variant="subtle" onClick={onClear}>
        Clear the selection
      </Button>
      {ids && (
        <ResendManyModal
          ids={ids}
          owedCount={rows.length - done.length}
          onClose={() => {
            setIds(null)
            onClear()
          }}
        />
      )}
    </Group>
  )
}

function NoDeliveries({ isFiltered, onClear }: { isFiltered: boolean; onClear: () => void }) {
  if (!isFiltered) {
    return (
      <EmptyState title="Nothing was sent yet">
        When an event matches a published automation or an active webhook, its call appears here by itself, with what was sent and what came
        back.
      </EmptyState>
    )
  }
  return (
    <EmptyState
      title="No delivery matches"
      action={
        <Button variant="default" onClick={onClear}>
          Clear filters
        </Button>
      }
    >
      All filters must hold at once. Ids are searched whole; hosts and error codes also by a part.
    </EmptyState>
  )
}
