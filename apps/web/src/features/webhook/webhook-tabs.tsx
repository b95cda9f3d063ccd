import type { WebhookHealth } from '@hookline/schema'
import { Tabs } from '@mantine/core'
import { useCallback, useState } from 'react'
import { DeliveryHistory } from '../../components/deliveries/delivery-history.tsx'
import { LeaveGuard } from '../../components/leave-guard.tsx'
import { SecretModal } from '../../components/signature/secret-modal.tsx'
import { EmptyState } from '../../components/states.tsx'
import { useFilters } from '../../lib/use-filters.ts'
import { ExampleTab } from './example-tab.tsx'
import { SaveBar } from './save-bar.tsx'
import { SettingsTab } from './settings-tab.tsx'
import type { TaggedWebhook } from './use-webhook.ts'
import { useWebhookForm } from './use-webhook-form.ts'

const tabs = ['settings', 'example', 'history'] as const

interface WebhookTabsProps {
  tagged: TaggedWebhook
  health: WebhookHealth | undefined
}

/** Settings, examples and history. What is edited is kept while one looks at the others, and is asked for before one leaves. */
export function WebhookTabs({ tagged, health }: WebhookTabsProps) {
  const { webhook } = tagged
  const [{ tab }, setFilters] = useFilters()
  const [told, setTold] = useState<string | null>(null)
  const form = useWebhookForm(tagged, setTold)
  const { isDirty } = form
  const chosen = tabs.find((name) => name === tab) ?? 'settings'
  const choose = (next: string | null) =>
    setFilters({ tab: next === 'settings' ? undefined : (next ?? undefined), delivery: undefined, part: undefined })
  return (
    <>
      <Tabs value={chosen} onChange={choose} keepMounted={false}>
        <Tabs.List aria-label="About the webhook">
          <Tabs.Tab value="settings">Settings</Tabs.Tab>
          <Tabs.Tab value="example">Example</Tabs.Tab>
          <Tabs.Tab value="history">History</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="settings" pt="lg" keepMounted>
          <SettingsTab webhook={webhook} form={form} formerSecretUntil={health?.formerSecretUntil ?? null} onSecret={setTold} />
        </Tabs.Panel>
        <Tabs.Panel value="example" pt="lg">
          <ExampleTab webhook={webhook} isDirty={isDirty} />
        </Tabs.Panel>
        <Tabs.Panel value="history" pt="md">
          <DeliveryHistory of={{ webhookId: webhook.id }} empty={<NothingSent />} />
        </Tabs.Panel>
      </Tabs>
      <SaveBar form={form} />
      <LeaveGuard flush={useCallback(() => Promise.resolve(!isDirty), [isDirty])}>
        The changes of this webhook are not saved. It goes on as it was before them.
      </LeaveGuard>
      <SecretModal told={told === null ? [] : [{ name: webhook.name, secret: told }]} onClose={() => setTold(null)} />
    </>
  )
}

function NothingSent() {
  return (
    <EmptyState title="This webhook has sent nothing yet">
      Each call that an event leads to appears here by itself, with what was sent and what came back. Test calls are not in the history.
    </EmptyState>
  )
}
