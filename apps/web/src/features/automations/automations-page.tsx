import type { Automation } from '@hookline/schema'
import { Button, Group, Table } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { FilterSelect } from '../../components/filter-select.tsx'
import { later } from '../../components/later.tsx'
import { LoadMore } from '../../components/load-more.tsx'
import { PageFrame } from '../../components/page-frame.tsx'
import { SearchField } from '../../components/search-field.tsx'
import { EmptyState, ErrorState, LoadingRows } from '../../components/states.tsx'
import { StopBanner } from '../../components/stops/stop-banner.tsx'
import { WideTable } from '../../components/wide-table.tsx'
import { call } from '../../lib/api.ts'
import { useList } from '../../lib/queries.ts'
import { useEventTitles } from '../../lib/use-event-types.ts'
import { useFilters } from '../../lib/use-filters.ts'
import { AutomationRow, type RowNumbers, triggerOf } from './automation-row.tsx'
import { type Deletion, useAutomationActions } from './use-actions.ts'

const ConfirmModal = later(async () => (await import('../../components/confirm-modal.tsx')).ConfirmModal, { what: 'The question', rows: 0 })
const RenameModal = later(async () => (await import('./rename-modal.tsx')).RenameModal, { what: 'Renaming', rows: 0 })

const statuses = [
  { value: 'draft', label: 'Draft' },
  { value: 'active', label: 'Active' },
  { value: 'paused', label: 'Paused' },
]
const kinds = [
  { value: 'rule', label: 'Rules' },
  { value: 'journey', label: 'Journeys' },
]

/** Everything that somebody drew. */
export function AutomationsPage() {
  const [filters, setFilters] = useFilters()
  const { q, status, kind } = filters
  const list = useList<Automation>({ key: ['automations', 'list'], path: '/v1/automations', query: { q, status, kind } })
  const isFiltered = Boolean(q || status || kind)
  return (
    <PageFrame title="Automations" actions={<NewButton />}>
      <StopBanner concerns={({ source }) => source.kind === 'automation'} />
      <Group gap="sm" role="search" aria-label="Filters">
        <SearchField label="Search automations" value={q ?? ''} onChange={(text) => setFilters({ q: text })} />
        <FilterSelect
          label="Status"
          any="Any status"
          options={statuses}
          value={status}
          width={150}
          onChange={(value) => setFilters({ status: value })}
        />
        <FilterSelect
          label="Kind"
          any="Rules and journeys"
          options={kinds}
          value={kind}
          width={190}
          onChange={(value) => setFilters({ kind: value })}
        />
      </Group>
      {list.isError && <ErrorState what="The automations could not be read" error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <LoadingRows />}
      {list.isSuccess &&
        list.items.length === 0 &&
        (isFiltered ? <NothingFound onClear={() => setFilters({ q: '', status: '', kind: '' })} /> : <Nothing />)}
      {list.items.length > 0 && <Rows automations={list.items} />}
      <LoadMore {...list} />
    </PageFrame>
  )
}

function Rows({ automations }: { automations: Automation[] }) {
  const [deletion, setDeletion] = useState<Deletion | null>(null)
  const actions = useAutomationActions(setDeletion)
  const [renaming, setRenaming] = useState<Automation | null>(null)
  const titles = useEventTitles()
  const ids = automations.map(({ id }) => id)
  const { data: numbers } = useQuery({
    queryKey: ['stats', 'automations', ids],
    queryFn: ({ signal }) =>
      call<{ items: (RowNumbers & { id: string })[] }>('GET', '/v1/automations/stats', { query: { ids: ids.join(',') }, signal }),
    placeholderData: (before) => before,
  })
  const numbersOf = new Map(numbers?.items.map((item) => [item.id, item]))
  return (
    <>
      <WideTable minWidth={760} verticalSpacing={6} highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Name</Table.Th>
            <Table.Th>Status</Table.Th>
            <Table.Th>Trigger</Table.Th>
            <Table.Th ta="right">Calls today</Table.Th>
            <Table.Th ta="right">Succeeded</Table.Th>
            <Table.Th pl="xl">Last change</Table.Th>
            <Table.Th aria-label="Actions" />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {automations.map((automation) => (
            <AutomationRow
              key={automation.id}
              automation={automation}
              numbers={numbersOf.get(automation.id)}
              triggerTitle={titles.get(triggerOf(automation))}
              actions={actions}
              onRename={setRenaming}
            />
          ))}
        </Table.Tbody>
      </WideTable>
      {renaming && (
        <RenameModal automation={renaming} onClose={() => setRenaming(null)} onRename={(name) => actions.rename(renaming, name)} />
      )}
      {deletion && (
        <ConfirmModal
          opened
          danger
          title={`Delete "${deletion.automation.name}"`}
          action="Delete"
          onClose={() => setDeletion(null)}
          onConfirm={() => actions.remove(deletion.automation, true)}
        >
          {deletion.runs} {deletion.runs.startsWith('1 ') ? 'waits' : 'wait'} in it: they end, and undoing the deletion does not bring them
          back.
        </ConfirmModal>
      )}
    </>
  )
}

function NewButton() {
  return (
    <Button component={Link} to="/automations/new" leftSection={<IconPlus size={16} aria-hidden />}>
      New automation
    </Button>
  )
}

function Nothing() {
  return (
    <EmptyState
      title="No automation yet"
      action={
        <Group gap="sm">
          <NewButton />
          <Button variant="default" component={Link} to="/first-run">
            Show me how
          </Button>
        </Group>
      }
    >
      An automation says: when this happens to a user, and this is true, call that API. Draw one, try it on a sample, and publish it.
    </EmptyState>
  )
}

function NothingFound({ onClear }: { onClear: () => void }) {
  return (
    <EmptyState
      title="No automation fits the filters"
      action={
        <Button variant="default" onClick={onClear}>
          Clear the filters
        </Button>
      }
    />
  )
}
