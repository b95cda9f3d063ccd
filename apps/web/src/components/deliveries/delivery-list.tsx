import type { DeliverySummary } from '@hookline/schema'
import { Button, Group, Stack, Text } from '@mantine/core'
import { type ReactNode, useCallback, useState } from 'react'
import { formatCount } from '../../lib/format-number.ts'
import { useList } from '../../lib/queries.ts'
import { useMember } from '../../lib/session.ts'
import { useHeldList } from '../held-list/use-held-list.ts'
import { WaitingRows } from '../held-list/waiting-rows.tsx'
import { later } from '../later.tsx'
import { LoadMore } from '../load-more.tsx'
import { EmptyState, ErrorState, LoadingRows } from '../states.tsx'
import { DeliveriesTable } from './deliveries-table.tsx'
import { type DeliveryPlace, DeliveryPlaceContext } from './delivery-place.ts'

const DeliveryPanel = later(async () => (await import('./delivery-panel.tsx')).DeliveryPanel, { what: 'The delivery', rows: 0 })
const ResendManyModal = later(async () => (await import('./resend-many-modal.tsx')).ResendManyModal, { what: 'Resending', rows: 0 })

const none: ReadonlySet<string> = new Set()
const idOf = ({ id }: DeliverySummary) => id

interface DeliveryListProps {
  place: DeliveryPlace
  query: Record<string, string>
  openId: string | undefined
  isFiltered: boolean
  onClear: () => void
  /** Stands in the place of the list where nothing was ever sent. */
  empty: ReactNode
}

/** Deliveries, live, newest first, to open, select and resend; the opened one in a panel beside them. */
export function DeliveryList({ place, openId, ...list }: DeliveryListProps) {
  return (
    <DeliveryPlaceContext value={place}>
      <Deliveries {...list} openId={openId} />
      {openId !== undefined && <DeliveryPanel key={openId} id={openId} />}
    </DeliveryPlaceContext>
  )
}

function Deliveries({ query, openId, isFiltered, onClear, empty }: Omit<DeliveryListProps, 'place'>) {
  const list = useList<DeliverySummary>({ key: ['deliveries', 'list'], path: '/v1/deliveries', query })
  const { selected, select, clear } = useSelection()
  const [resent, setResent] = useState<Resent | null>(null)
  const name = JSON.stringify({ ...query, ...(query.from && { from: 'from' }) })
  const live = useHeldList({ rows: list.items, idOf, name, isHeld: selected.size > 0 })
  const mayResend = useMember()?.role !== 'viewer'
  if (list.isError && list.items.length === 0)
    return <ErrorState what="The deliveries could not be read" error={list.error} onRetry={() => void list.refetch()} />
  if (list.isPending) return <LoadingRows rows={12} />
  if (live.shown.length === 0 && list.hasNextPage) return <SearchOn {...list} />
  if (live.shown.length === 0) return isFiltered ? <NoMatch onClear={onClear} /> : empty
  return (
    <Stack gap={4} miw={0} aria-busy={list.isPlaceholderData}>
      <Stack gap={4} miw={0} {...live.holds}>
        {selected.size > 0 ? (
          <SelectionBar rows={live.shown.filter(({ id }) => selected.has(id))} onClear={clear} onResend={setResent} />
        ) : (
          <WaitingRows count={live.waiting} noun="row" onShow={live.letIn} />
        )}
        <DeliveriesTable rows={live.shown} openId={openId} selected={selected} onSelect={mayResend ? select : undefined} />
      </Stack>
      <LoadMore {...list} />
      {/* Beside what holds the list, not in it: React takes the pointer in a dialog as in what opened it, and it never leaves one that closes. */}
      {resent && (
        <ResendManyModal
          {...resent}
          onClose={() => {
            setResent(null)
            clear()
          }}
        />
      )}
    </Stack>
  )
}

/** Deliveries that a person chose to resend, and how many of the selected ones are still owed. */
interface Resent {
  ids: readonly string[]
  owedCount: number
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

interface SelectionBarProps {
  rows: readonly DeliverySummary[]
  onClear: () => void
  onResend: (resent: Resent) => void
}

function SelectionBar({ rows, onClear, onResend }: SelectionBarProps) {
  const done = rows.filter(({ status }) => status !== 'pending' && status !== 'held')
  return (
    <Group h={24} gap="sm" role="group" aria-label="Selected deliveries">
      <Text size="sm">{formatCount(rows.length)} selected</Text>
      <Button
        size="compact-xs"
        {...(done.length === 0 && { 'data-disabled': true })}
        aria-disabled={done.length === 0}
        onClick={() => done.length > 0 && onResend({ ids: done.map(idOf), owedCount: rows.length - done.length })}
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
    </Group>
  )
}

/** A search that takes long stops in between, and may have found nothing so far. */
function SearchOn(list: Parameters<typeof LoadMore>[0]) {
  return (
    <EmptyState title="Nothing found yet" action={<LoadMore {...list} label="Search on" />}>
      The newest deliveries of this time were searched through; older ones were not yet.
    </EmptyState>
  )
}

function NoMatch({ onClear }: { onClear: () => void }) {
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
