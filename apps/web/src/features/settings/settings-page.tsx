import { Tabs } from '@mantine/core'
import type { ComponentType } from 'react'
import { PageFrame } from '../../components/page-frame.tsx'
import { useFilters } from '../../lib/use-filters.ts'
import { AboutTab } from './about-tab.tsx'
import { AccountTab } from './account-tab.tsx'
import { AuditTab } from './audit-tab.tsx'
import { CallsTab } from './calls-tab.tsx'
import { KeysTab } from './keys-tab.tsx'
import { MembersTab } from './members-tab.tsx'
import { RetentionTab } from './retention-tab.tsx'
import { SecretsTab } from './secrets-tab.tsx'

const tabs: { name: string; label: string; Panel: ComponentType }[] = [
  { name: 'account', label: 'Account', Panel: AccountTab },
  { name: 'members', label: 'Members', Panel: MembersTab },
  { name: 'keys', label: 'API keys', Panel: KeysTab },
  { name: 'secrets', label: 'Secrets', Panel: SecretsTab },
  { name: 'calls', label: 'Calls', Panel: CallsTab },
  { name: 'retention', label: 'Retention', Panel: RetentionTab },
  { name: 'audit', label: 'Audit', Panel: AuditTab },
  { name: 'about', label: 'About', Panel: AboutTab },
]

/** What holds for the one who is signed in, and for the whole workspace. */
export function SettingsPage() {
  const [{ tab }, setFilters] = useFilters()
  const chosen = tabs.find(({ name }) => name === tab)?.name ?? 'account'
  return (
    <PageFrame title="Settings">
      <Tabs value={chosen} onChange={(name) => setFilters({ tab: name ?? undefined })} keepMounted={false}>
        <Tabs.List aria-label="Settings">
          {tabs.map(({ name, label }) => (
            <Tabs.Tab key={name} value={name}>
              {label}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {tabs.map(({ name, Panel }) => (
          <Tabs.Panel key={name} value={name} pt="lg">
            <Panel />
          </Tabs.Panel>
        ))}
      </Tabs>
    </PageFrame>
  )
}
