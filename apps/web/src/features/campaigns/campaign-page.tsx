import type { Campaign } from '@hookline/schema'
import { Stack, Tabs, Text, Title } from '@mantine/core'
import { IconPencil, IconTrash } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { ActionMenu } from '../../components/action-menu/action-menu.tsx'
import { later } from '../../components/later.tsx'
import { PageFrame } from '../../components/page-frame.tsx'
import { seenText } from '../../components/seen-text.ts'
import { ShortId } from '../../components/short-id.tsx'
import { EmptyState, ErrorState, LoadingRows } from '../../components/states.tsx'
import { NewWebhookButton } from '../../components/webhooks/new-webhook-button.tsx'
import { WebhookList } from '../../components/webhooks/webhook-list.tsx'
import { ApiError, call } from '../../lib/api.ts'
import { useMember } from '../../lib/session.ts'
import { campaignPath } from './campaign-path.ts'

const CampaignModal = later(async () => (await import('./campaign-modal.tsx')).CampaignModal, { what: 'The form', rows: 0 })
const DeleteCampaignModal = later(async () => (await import('./delete-campaign-modal.tsx')).DeleteCampaignModal, {
  what: 'Deleting',
  rows: 0,
})

const parent = { label: 'Campaigns', to: '/campaigns' }

/** One campaign and what it is integrated with. */
export function CampaignPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const { data, error, isError, refetch } = useQuery({
    queryKey: ['campaigns', 'one', id],
    queryFn: ({ signal }) => call<Campaign>('GET', campaignPath(id), { signal }),
  })
  if (error instanceof ApiError && error.status === 404) {
    return (
      <PageFrame title="No such campaign" parent={parent}>
        <EmptyState title="There is no such campaign">It may have been deleted, or the link is not whole.</EmptyState>
      </PageFrame>
    )
  }
  if (data) return <Loaded key={data.id} campaign={data} />
  return (
    <PageFrame title="Campaign" parent={parent}>
      {isError ? <ErrorState what="The campaign could not be read" error={error} onRetry={() => void refetch()} /> : <LoadingRows />}
    </PageFrame>
  )
}

function Loaded({ campaign }: { campaign: Campaign }) {
  const { id, name } = campaign
  return (
    <PageFrame
      title={seenText(name)}
      parent={parent}
      description={
        <>
          Events of this campaign carry the campaignId <ShortId id={id} chars={40} />
        </>
      }
      actions={<More campaign={campaign} />}
    >
      <Tabs value="integrations" keepMounted={false}>
        <Tabs.List aria-label="About the campaign">
          <Tabs.Tab value="integrations">Integrations</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="integrations" pt="lg">
          <Stack gap="md" component="section" aria-labelledby="webhook">
            <Stack gap={4}>
              <Title order={2} id="webhook">
                Webhook
              </Title>
              <Text c="dimmed">
                Each webhook here sends the events of this campaign alone. Webhooks for events of all campaigns are in API central.
              </Text>
            </Stack>
            <WebhookList campaignId={id} empty={<NoWebhook campaignId={id} />} />
          </Stack>
        </Tabs.Panel>
      </Tabs>
    </PageFrame>
  )
}

function More({ campaign }: { campaign: Campaign }) {
  const [asked, setAsked] = useState<'rename' | 'delete' | null>(null)
  const navigate = useNavigate()
  if (useMember()?.role === 'viewer') return null
  return (
    <>
      <NewWebhookButton campaignId={campaign.id} />
      <ActionMenu
        label="More for this campaign"
        variant="default"
        size={36}
        width={160}
        actions={[
          { label: 'Rename…', icon: IconPencil, onClick: () => setAsked('rename') },
          { label: 'Delete…', icon: IconTrash, isDanger: true, onClick: () => setAsked('delete') },
        ]}
      />
      {asked === 'rename' && <CampaignModal campaign={campaign} onClose={() => setAsked(null)} />}
      {asked === 'delete' && (
        <DeleteCampaignModal
          campaign={campaign}
          onClose={() => setAsked(null)}
          onDeleted={() => void navigate({ to: '/campaigns', search: {} })}
        />
      )}
    </>
  )
}

function NoWebhook({ campaignId }: { campaignId: string }) {
  return (
    <EmptyState title="No webhook for this campaign yet" action={<NewWebhookButton campaignId={campaignId} />}>
      A webhook sends the events of this campaign to a URL of yours: choose the events, paste the URL, and test it.
    </EmptyState>
  )
}
