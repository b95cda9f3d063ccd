import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { PageFrame } from '../../components/page-frame.tsx'
import { seenText } from '../../components/seen-text.ts'
import { EmptyState, ErrorState, LoadingRows } from '../../components/states.tsx'
import { useWebhookHealth } from '../../components/webhooks/use-webhook-health.ts'
import { ApiError } from '../../lib/api.ts'
import { settingsQuery } from '../../lib/settings.ts'
import { useCampaigns } from '../../lib/use-campaigns.ts'
import { useEventTypes } from '../../lib/use-event-types.ts'
import { TestDrawer } from './test-drawer.tsx'
import { TroubleList } from './trouble-list.tsx'
import { troublesOf } from './troubles.ts'
import { type TaggedWebhook, useWebhook } from './use-webhook.ts'
import { WebhookActions } from './webhook-actions.tsx'
import { WebhookNumbers } from './webhook-numbers.tsx'
import { WebhookTabs } from './webhook-tabs.tsx'

const home = { label: 'API central', to: '/api-central' }

/** One webhook: how it does, what is wrong with it, its settings, examples and history. */
export function WebhookPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const webhook = useWebhook(id)
  if (webhook.error instanceof ApiError && webhook.error.status === 404) {
    return (
      <PageFrame title="No such webhook" parent={home}>
        <EmptyState title="There is no such webhook">It may have been deleted, or the link is not whole.</EmptyState>
      </PageFrame>
    )
  }
  if (webhook.data) return <Loaded key={webhook.data.webhook.id} tagged={webhook.data} />
  return (
    <PageFrame title="Webhook" parent={home}>
      {webhook.isError ? (
        <ErrorState what="The webhook could not be read" error={webhook.error} onRetry={() => void webhook.refetch()} />
      ) : (
        <LoadingRows />
      )}
    </PageFrame>
  )
}

function Loaded({ tagged }: { tagged: TaggedWebhook }) {
  const { webhook } = tagged
  const { id, name, description, campaignId } = webhook
  const [isTesting, setTesting] = useState(false)
  const ids = useMemo(() => [id], [id])
  const health = useWebhookHealth(ids).get(id)
  const { data: settings } = useQuery(settingsQuery)
  const types = useEventTypes().data?.items
  const campaigns = useCampaigns().data?.items
  const campaign = campaigns?.find((one) => one.id === campaignId)
  const troubles = troublesOf({ webhook, health, settings, types, hasCampaign: campaigns && campaign !== undefined })
  const parent = campaign ? { label: campaign.name, to: `/campaigns/${encodeURIComponent(campaign.id)}` } : home
  return (
    <PageFrame
      title={seenText(name)}
      parent={parent}
      description={seenText(description)}
      actions={<WebhookActions webhook={webhook} health={health} onTest={() => setTesting(true)} />}
    >
      <TroubleList webhook={webhook} health={health} troubles={troubles} />
      <WebhookNumbers health={health} />
      <WebhookTabs tagged={tagged} health={health} />
      {isTesting && <TestDrawer webhook={webhook} isOff={settings?.webhooksEnabled === false} onClose={() => setTesting(false)} />}
    </PageFrame>
  )
}
