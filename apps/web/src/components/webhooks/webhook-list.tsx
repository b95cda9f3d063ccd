import type { Webhook } from '@hookline/schema'
import { Button, Group, Table } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useList } from '../../lib/queries.ts'
import { useMember } from '../../lib/session.ts'
import { useCampaigns } from '../../lib/use-campaigns.ts'
import { useEventTypes } from '../../lib/use-event-types.ts'
import { useFilters } from '../../lib/use-filters.ts'
import { FilterSelect } from '../filter-select.tsx'
import { later } from '../later.tsx'
import { LoadMore } from '../load-more.tsx'
import { SearchField } from '../search-field.tsx'
import { EmptyState, ErrorState, LoadingRows } from '../states.tsx'
import { StopBanner } from '../stops/stop-banner.tsx'
import { stopWord } from '../stops/stop-words.ts'
import { useStoppedEndpoints } from '../stops/use-stopped-endpoints.ts'
import { WideTable } from '../wide-table.tsx'
import { useActivation } from './use-activation.tsx'
import { useWebhookActions } from './use-webhook-actions.ts'
import { useWebhookHealth } from './use-webhook-health.ts'
import { WebhookRow } from './webhook-row.tsx'

const DeleteWebhookModal = later(async () => (await import('./delete-webhook-modal.tsx')).DeleteWebhookModal, { what: 'Deleting', rows: 0 })

const statuses = [
  { value: 'active', label: 'Active' },
  { value: 'inactive', label: 'Inactive' },
]

interface WebhookListProps {
  /** Those of one campaign alone. */
  campaignId?: string
  /** Stands in the place of the list where there is no webhook. */
  empty: ReactNode
}

/** Webhooks with their health; the filters are in the address. */
export function WebhookList({ campaignId, empty }: WebhookListProps) {
  const [filters, setFilters] = useFilters()
  const { q, status, eventType } = filters
  const campaign = campaignId ?? filters.campaign
  const query = { q, status: statuses.find(({ value }) => value === status)?.value, eventType, campaignId: campaign }
  const list = useList<Webhook>({ key: ['webhooks', 'list'], path: '/v1/webhooks', query })
  const isFiltered = Boolean(q || query.status || eventType || (campaignId === undefined && campaign))
  return (
    <>
      <Filters isOfCampaign={campaignId !== undefined} />
      {list.isError && <ErrorState what="The webhooks could not be read" error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <LoadingRows />}
      {list.isSuccess &&
        list.items.length === 0 &&
        (isFiltered ? <NothingFound onClear={() => setFilters({ q: '', status: '', eventType: '', campaign: '' })} /> : empty)}
      {campaignId !== undefined && <StopBanner concerns={({ source }) => list.items.some(({ id }) => id === source.id)} />}
      {list.items.length > 0 && <Rows webhooks={list.items} isOfCampaign={campaignId !== undefined} />}
      <LoadMore {...list} />
    </>
  )
}

function Filters({ isOfCampaign }: { isOfCampaign: boolean }) {
  const [filters, setFilters] = useFilters()
  const types = useEventTypes().data?.items ?? []
  const campaigns = useCampaigns().data?.items ?? []
  return (
    <Group gap="sm" role="search" aria-label="Filters">
      <SearchField
        label="Search webhooks"
        placeholder="Name, description or URL"
        value={filters.q ?? ''}
        onChange={(text) => setFilters({ q: text })}
      />
      <FilterSelect
        label="Status"
        any="Any status"
        options={statuses}
        value={filters.status}
        width={150}
        onChange={(value) => setFilters({ status: value })}
      />
      <FilterSelect
        label="Event type"
        any="Any event"
        options={types.map(({ name, title }) => ({ value: name, label: title || name }))}
        value={filters.eventType}
        width={190}
        onChange={(value) => setFilters({ eventType: value })}
      />
      {!isOfCampaign && campaigns.length > 0 && (
        <FilterSelect
          label="Campaign"
          any="Any campaign"
          options={campaigns.map(({ id, name }) => ({ value: id, label: name }))}
          value={filters.campaign}
          width={190}
          onChange={(value) => setFilters({ campaign: value })}
        />
      )}
    </Group>
  )
}

function Rows({ webhooks, isOfCampaign }: { webhooks: Webhook[]; isOfCampaign: boolean }) {
  const health = useWebhookHealth(webhooks.map(({ id }) => id))
  const types = useEventTypes().data?.items
  const campaigns = useCampaigns().data?.items
  const actions = useWebhookActions()
  const { activate, asking } = useActivation()
  const stopped = useStoppedEndpoints()
  const mayChange = useMember()?.role !== 'viewer'
  const [deleting, setDeleting] = useState<Webhook | null>(null)
  return (
    <>
      <WideTable minWidth={780} verticalSpacing={6} highlightOnHover aria-label="Webhooks">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Name</Table.Th>
            <Table.Th w={{ base: 104, lg: 148 }}>Status</Table.Th>
            <Table.Th>Events</Table.Th>
            <Table.Th w={{ base: 80, lg: 128 }}>Calls, 24 h</Table.Th>
            <Table.Th w={{ base: 84, lg: 96 }} ta="right">
              Succeeded
            </Table.Th>
            <Table.Th w={{ base: 64, lg: 104 }} ta="right">
              95 % within
            </Table.Th>
            <Table.Th w={{ base: 144, lg: 192 }} pl={{ base: 'sm', lg: 'lg' }}>
              Last call
            </Table.Th>
            {mayChange && <Table.Th w={48} aria-label="Actions" />}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody style={{ fontVariantNumeric: 'tabular-nums' }}>
          {webhooks.map((webhook) => (
            <WebhookRow
              key={webhook.id}
              webhook={webhook}
              health={health.get(webhook.id)}
              types={types}
              campaign={isOfCampaign ? null : (campaigns?.find(({ id }) => id === webhook.campaignId)?.name ?? webhook.campaignId)}
              actions={mayChange ? actions : null}
              stop={stopWord(stopped.filter(({ source }) => source.id === webhook.id))}
              onActivate={activate}
              onDelete={setDeleting}
            />
          ))}
        </Table.Tbody>
      </WideTable>
      {asking}
      {deleting && <DeleteWebhookModal webhook={deleting} health={health.get(deleting.id)} onClose={() => setDeleting(null)} />}
    </>
  )
}

function NothingFound({ onClear }: { onClear: () => void }) {
  return (
    <EmptyState
      title="No webhook fits the filters"
      action={
        <Button variant="default" onClick={onClear}>
          Clear the filters
        </Button>
      }
    />
  )
}
