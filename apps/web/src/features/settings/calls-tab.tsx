import type { Settings } from '@hookline/schema'
import { Button, Card, Group, List, Stack, Text, Title } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useHeldCount } from '../../components/held-choice/use-held-count.ts'
import { later } from '../../components/later.tsx'
import { ConfirmModal } from '../../components/later-confirm-modal.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { seenText } from '../../components/seen-text.ts'
import { ErrorState, LoadingRows } from '../../components/states.tsx'
import { StatusWord } from '../../components/status-word.tsx'
import { call } from '../../lib/api.ts'
import { formatCount } from '../../lib/format-number.ts'
import { notifyDone } from '../../lib/notify.ts'
import { settingsQuery } from '../../lib/settings.ts'
import { AdminsOnly } from './admins-only.tsx'
import { AllowedOrigins } from './allowed-origins.tsx'
import { useIsAdmin } from './use-is-admin.ts'

const TurnOnModal = later(async () => (await import('./turn-on-modal.tsx')).TurnOnModal, { what: 'Turning calls on', rows: 0 })

/** The master switch for outgoing calls. */
export function CallsTab() {
  const settings = useQuery(settingsQuery)
  if (settings.isError && !settings.data)
    return <ErrorState what="The switch could not be read" error={settings.error} onRetry={() => void settings.refetch()} />
  if (!settings.data) return <LoadingRows rows={4} />
  return (
    <Stack gap="md" maw={640}>
      <Switch settings={settings.data} />
      <AllowedOrigins key={settings.data.allowedOrigins.join(' ')} saved={settings.data.allowedOrigins} />
    </Stack>
  )
}

function Switch({
  settings: { webhooksEnabled: isOn, webhooksChangedAt: changedAt, webhooksChangedBy: changedBy },
}: {
  settings: Settings
}) {
  const client = useQueryClient()
  const isAdmin = useIsAdmin()
  const [isAsking, setAsking] = useState(false)
  const held = useHeldCount(!isOn)
  const turnOff = async () => {
    client.setQueryData(settingsQuery.queryKey, await call<Settings>('PATCH', '/v1/settings', { body: { webhooksEnabled: false } }))
    notifyDone('Calls are switched off')
  }
  return (
    <Stack gap="md">
      <Card component="section" aria-labelledby="switch-title">
        <Stack gap="md">
          <Group justify="space-between" align="flex-start" wrap="nowrap">
            <Stack gap={4} miw={0}>
              <Title order={2} id="switch-title">
                <StatusWord tone={isOn ? 'good' : 'bad'}>{isOn ? 'Calls are on' : 'Calls are off'}</StatusWord>
              </Title>
              {changedAt && (
                <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
                  Switched {isOn ? 'on' : 'off'} <RelativeTime time={changedAt} />
                  {changedBy && ` by ${seenText(changedBy)}`}
                </Text>
              )}
            </Stack>
            <Button {...(isOn && { variant: 'default' })} disabled={!isAdmin} onClick={() => setAsking(true)} style={{ flex: 'none' }}>
              {isOn ? 'Turn off calls…' : 'Turn on calls…'}
            </Button>
          </Group>
          <AdminsOnly />
          {!isOn && held.data && (
            <Text>
              {held.data.count === 0 ? 'No delivery is held so far.' : `${deliveries(held.data.count)} held.`}
              {held.data.oldestAt && (
                <>
                  {' '}
                  The oldest was made <RelativeTime time={held.data.oldestAt} />
                </>
              )}
            </Text>
          )}
          <Stack gap={4}>
            <Title order={3}>While calls are off</Title>
            <List size="md" spacing={4}>
              <List.Item>nothing leaves Hookline, of no webhook and no automation; tests are refused</List.Item>
              <List.Item>events are stored, rules and journeys go on, and what they send is held</List.Item>
              <List.Item>held time uses up no retries; what becomes of the held ones is asked when calls are turned on again</List.Item>
              <List.Item>
                “Send to echo” and test requests to a bucket still work; what rules and webhooks send to one is held too
              </List.Item>
            </List>
          </Stack>
        </Stack>
      </Card>
      <ConfirmModal
        opened={isAsking && isOn}
        onClose={() => setAsking(false)}
        title="Turn off all calls?"
        action="Turn off calls"
        danger
        onConfirm={turnOff}
      >
        From now on nothing leaves, for everybody in this workspace. Events are stored and deliveries are held until calls are turned on
        again; nothing is lost.
      </ConfirmModal>
      {isAsking && !isOn && <TurnOnModal onClose={() => setAsking(false)} />}
    </Stack>
  )
}

function deliveries(count: number): string {
  return count === 1 ? '1 delivery is' : `${formatCount(count)} deliveries are`
}
