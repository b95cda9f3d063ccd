import { Tabs } from '@mantine/core'
import type { ComponentType } from 'react'
import { later } from '../../components/later.tsx'
import { PageFrame } from '../../components/page-frame.tsx'
import { useFilters } from '../../lib/use-filters.ts'

// Each is loaded when it is first opened.
const AboutTab = later(async () => (await import('./about-tab.tsx')).AboutTab, { what: 'These settings' })
const AccountTab = later(async () => (await import('./account-tab.tsx')).AccountTab, { what: 'These settings' })
const AuditTab = later(async () => (await import('./audit-tab.tsx')).AuditTab, { what: 'These settings' })
const CallsTab = later(async () => (await import('./calls-tab.tsx')).CallsTab, { what: 'These settings' })
const KeysTab = later(async () => (await import('./keys-tab.tsx')).KeysTab, { what: 'These settings' })
const MembersTab = later(async () => (await import('./members-tab.tsx')).MembersTab, { what: 'These settings' })
const RetentionTab = later(async () => (await import('./retention-tab.tsx')).RetentionTab, { what: 'These settings' })
const SecretsTab = later(async () => (await import('./secrets-tab.tsx')).SecretsTab, { what: 'These settings' })

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
