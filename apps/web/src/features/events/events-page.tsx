import { Button, Tabs } from '@mantine/core'
import { IconSend } from '@tabler/icons-react'
import { later } from '../../components/later.tsx'
import { PageFrame } from '../../components/page-frame.tsx'
import { useMember } from '../../lib/session.ts'
import { useFilters } from '../../lib/use-filters.ts'
import { EventsList } from './events-list.tsx'

const EventReference = later(async () => (await import('./event-reference.tsx')).EventReference, { what: 'The event reference', rows: 8 })
const SendEventDrawer = later(async () => (await import('./send-event-drawer.tsx')).SendEventDrawer, { what: 'The form', rows: 0 })

/** What happened to users, as it comes in, and the reference of all event types. */
export function EventsPage() {
  const [{ tab, send }, setFilters] = useFilters()
  const maySend = useMember()?.role !== 'viewer'
  const openSend = () => setFilters({ send: '1' })
  return (
    <PageFrame
      title="Events"
      description="What happened to users, as other systems tell it, newest first."
      actions={
        maySend && (
          <Button leftSection={<IconSend size={16} aria-hidden />} onClick={openSend}>
            Send a sample event
          </Button>
        )
      }
    >
      <Tabs
        value={tab === 'types' ? 'types' : 'list'}
        onChange={(next) => setFilters({ tab: next === 'types' ? 'types' : undefined })}
        keepMounted={false}
      >
        <Tabs.List mb="md">
          <Tabs.Tab value="list">Events</Tabs.Tab>
          <Tabs.Tab value="types">Event reference</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="list">
          <EventsList onSend={maySend ? openSend : undefined} />
        </Tabs.Panel>
        <Tabs.Panel value="types">
          <EventReference />
        </Tabs.Panel>
      </Tabs>
      {send !== undefined && maySend && <SendEventDrawer type={send} onClose={() => setFilters({ send: undefined })} />}
    </PageFrame>
  )
}
