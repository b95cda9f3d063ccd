import type { Campaign } from '@hookline/schema'
import { Anchor, Button, Group, Table } from '@mantine/core'
import { IconPencil, IconPlus, IconTrash } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { ActionMenu } from '../../components/action-menu/action-menu.tsx'
import { ForeignText } from '../../components/foreign-text.tsx'
import { later } from '../../components/later.tsx'
import { LoadMore } from '../../components/load-more.tsx'
import { PageFrame } from '../../components/page-frame.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { SearchField } from '../../components/search-field.tsx'
import { EmptyState, ErrorState, LoadingRows } from '../../components/states.tsx'
import { WideTable } from '../../components/wide-table.tsx'
import { formatCount } from '../../lib/format-number.ts'
import { useList } from '../../lib/queries.ts'
import { useMember } from '../../lib/session.ts'
import { useFilters } from '../../lib/use-filters.ts'

const CampaignModal = later(async () => (await import('./campaign-modal.tsx')).CampaignModal, { what: 'The form', rows: 0 })
const DeleteCampaignModal = later(async () => (await import('./delete-campaign-modal.tsx')).DeleteCampaignModal, {
  what: 'Deleting',
  rows: 0,
})

/** The campaigns of the workspace. */
export function CampaignsPage() {
  const [{ q }, setFilters] = useFilters()
  const list = useList<Campaign>({ key: ['campaigns', 'list'], path: '/v1/campaigns', query: { q } })
  return (
    <PageFrame
      title="Campaigns"
      description="Events may carry the id of a campaign; its webhooks and automations act on those alone."
      actions={<NewCampaignButton />}
    >
      <Group gap="sm" role="search" aria-label="Filters">
        <SearchField label="Search campaigns" placeholder="Name or id" value={q ?? ''} onChange={(text) => setFilters({ q: text })} />
      </Group>
      {list.isError && <ErrorState what="The campaigns could not be read" error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <LoadingRows />}
      {list.isSuccess && list.items.length === 0 && (q ? <NothingFound onClear={() => setFilters({ q: '' })} /> : <NoCampaign />)}
      {list.items.length > 0 && <Rows campaigns={list.items} />}
      <LoadMore {...list} />
    </PageFrame>
  )
}

function Rows({ campaigns }: { campaigns: readonly Campaign[] }) {
  const [asked, setAsked] = useState<{ campaign: Campaign; what: 'rename' | 'delete' } | null>(null)
  const mayChange = useMember()?.role !== 'viewer'
  return (
    <>
      <WideTable minWidth={640} verticalSpacing={6} highlightOnHover aria-label="Campaigns">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Name</Table.Th>
            <Table.Th>Id</Table.Th>
            <Table.Th w={96} ta="right">
              Webhooks
            </Table.Th>
            <Table.Th w={112} ta="right">
              Automations
            </Table.Th>
            <Table.Th w={152} pl="lg">
              Last change
            </Table.Th>
            {mayChange && <Table.Th w={48} aria-label="Actions" />}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody style={{ fontVariantNumeric: 'tabular-nums' }}>
          {campaigns.map((campaign) => (
            <Table.Tr key={campaign.id} h={40}>
              <Table.Td maw={320}>
                <Anchor
                  c="inherit"
                  fw={500}
                  renderRoot={(props) => <Link {...props} to="/campaigns/$id" params={{ id: campaign.id }} search={{}} />}
                >
                  <ForeignText text={campaign.name} />
                </Anchor>
              </Table.Td>
              <Table.Td maw={240}>
                <ForeignText text={campaign.id} mono />
              </Table.Td>
              <Table.Td ta="right">{formatCount(campaign.webhookCount)}</Table.Td>
              <Table.Td ta="right">{formatCount(campaign.automationCount)}</Table.Td>
              <Table.Td pl="lg">
                <RelativeTime time={campaign.updatedAt} />
              </Table.Td>
              {mayChange && (
                <Table.Td>
                  <ActionMenu
                    label={`More for ${campaign.name}`}
                    width={160}
                    actions={[
                      { label: 'Rename…', icon: IconPencil, onClick: () => setAsked({ campaign, what: 'rename' }) },
                      { label: 'Delete…', icon: IconTrash, isDanger: true, onClick: () => setAsked({ campaign, what: 'delete' }) },
                    ]}
                  />
                </Table.Td>
              )}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </WideTable>
      {asked?.what === 'rename' && <CampaignModal campaign={asked.campaign} onClose={() => setAsked(null)} />}
      {asked?.what === 'delete' && <DeleteCampaignModal campaign={asked.campaign} onClose={() => setAsked(null)} />}
    </>
  )
}

function NewCampaignButton() {
  const [isOpen, setOpen] = useState(false)
  if (useMember()?.role === 'viewer') return null
  return (
    <>
      <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setOpen(true)}>
        New campaign
      </Button>
      {isOpen && <CampaignModal onClose={() => setOpen(false)} />}
    </>
  )
}

function NoCampaign() {
  return (
    <EmptyState title="No campaign yet" action={<NewCampaignButton />}>
      A campaign has an id that events carry as campaignId. What keeps to the campaign, its webhooks and automations, acts on those events.
    </EmptyState>
  )
}

function NothingFound({ onClear }: { onClear: () => void }) {
  return (
    <EmptyState
      title="No campaign fits the search"
      action={
        <Button variant="default" onClick={onClear}>
          Clear the search
        </Button>
      }
    />
  )
}
