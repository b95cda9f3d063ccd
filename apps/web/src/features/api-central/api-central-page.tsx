import { Stack, Tabs } from '@mantine/core'
import { later } from '../../components/later.tsx'
import { PageFrame } from '../../components/page-frame.tsx'
import { EmptyState } from '../../components/states.tsx'
import { StopBanner } from '../../components/stops/stop-banner.tsx'
import { NewWebhookButton } from '../../components/webhooks/new-webhook-button.tsx'
import { WebhookList } from '../../components/webhooks/webhook-list.tsx'
import { useFilters } from '../../lib/use-filters.ts'
import { MasterSwitch } from './master-switch.tsx'

const HistoryTab = later(async () => (await import('./history-tab.tsx')).HistoryTab, { what: 'The history' })
const SignaturesTab = later(async () => (await import('./signatures-tab.tsx')).SignaturesTab, { what: 'The signatures' })
const RegisteringTab = later(async () => (await import('./registering-tab.tsx')).RegisteringTab, { what: 'The examples' })

const tabs = ['webhooks', 'history', 'signatures', 'registering'] as const

/** What leaves this workspace: its webhooks, their history, and what receivers need to know. */
export function ApiCentralPage() {
  const [filters, setFilters] = useFilters()
  const chosen = tabs.find((name) => name === filters.tab) ?? 'webhooks'
  // Filters of one list mean nothing to the next.
  const choose = (next: string | null) => {
    const gone = Object.fromEntries(Object.keys(filters).map((name) => [name, undefined]))
    setFilters({ ...gone, tab: next === 'webhooks' ? undefined : (next ?? undefined) })
  }
  return (
    <PageFrame
      title="API central"
      description="Webhooks send the events of this workspace to other systems, signed and retried, as they happen."
      actions={<NewWebhookButton />}
    >
      <MasterSwitch />
      <StopBanner />
      <Tabs value={chosen} onChange={choose} keepMounted={false}>
        <Tabs.List aria-label="API central">
          <Tabs.Tab value="webhooks">Webhooks</Tabs.Tab>
          <Tabs.Tab value="history">History</Tabs.Tab>
          <Tabs.Tab value="signatures">Signatures</Tabs.Tab>
          <Tabs.Tab value="registering">Registering by API</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="webhooks" pt="md">
          <Stack gap="md">
            <WebhookList empty={<NoWebhook />} />
          </Stack>
        </Tabs.Panel>
        <Tabs.Panel value="history" pt="md">
          <HistoryTab />
        </Tabs.Panel>
        <Tabs.Panel value="signatures" pt="md">
          <SignaturesTab />
        </Tabs.Panel>
        <Tabs.Panel value="registering" pt="md">
          <RegisteringTab />
        </Tabs.Panel>
      </Tabs>
    </PageFrame>
  )
}

function NoWebhook() {
  return (
    <EmptyState title="No webhook yet" action={<NewWebhookButton />}>
      A webhook says: when these events happen, send this request to that URL. It needs no code here, and none of yours but the receiver.
    </EmptyState>
  )
}
