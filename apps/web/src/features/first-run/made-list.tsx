import { Anchor, Button, Card, Group, Stack, Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { ConfirmModal } from '../../components/confirm-modal.tsx'
import { ApiError, call } from '../../lib/api.ts'
import type { Made } from './progress.ts'

interface MadeListProps {
  made: Made
  /** The newest delivery, where there is one. */
  deliveryId: string | undefined
  onForget: (what: keyof Made) => void
  onDeleted: () => void
}

/** Everything that this way left in the workspace: nothing half done is hidden. */
export function MadeList({ made, deliveryId, onForget, onDeleted }: MadeListProps) {
  const [asks, setAsks] = useState(false)
  const { automation, webhook, bucket } = made
  if (!automation && !webhook && !bucket) return null
  return (
    <Card component="section" aria-labelledby="made" padding="md">
      <Stack gap="sm">
        <Title order={2} size="h3" id="made">
          What was made
        </Title>
        {automation && (
          <Thing kind="Automation" state={automation.version === null ? 'Draft' : `Active, version ${automation.version}`}>
            <Anchor renderRoot={(props) => <Link {...props} to="/automations/$id" params={{ id: automation.id }} search={{}} />}>
              {automation.name}
            </Anchor>
          </Thing>
        )}
        {webhook && (
          <Thing kind="Webhook" state="Active">
            {webhook.name}
          </Thing>
        )}
        {bucket && (
          <Thing kind="Echo bucket" state="">
            <Anchor renderRoot={(props) => <Link {...props} to="/echo/$secret" params={{ secret: bucket.secret }} search={{}} />}>
              {bucket.name}
            </Anchor>
          </Thing>
        )}
        {deliveryId && (
          <Thing kind="Delivery" state="">
            <Anchor renderRoot={(props) => <Link {...props} to="/deliveries/$id" params={{ id: deliveryId }} search={{}} />}>
              See the delivery
            </Anchor>
          </Thing>
        )}
        <Button variant="default" size="compact-sm" style={{ alignSelf: 'flex-start' }} onClick={() => setAsks(true)}>
          Delete what was made…
        </Button>
      </Stack>
      <ConfirmModal
        opened={asks}
        onClose={() => setAsks(false)}
        title="Delete what was made"
        action="Delete"
        danger
        onConfirm={async () => {
          await removeAll(made, onForget)
          onDeleted()
        }}
      >
        {sentence(made)} Events and deliveries stay in their lists until their time is over.
      </ConfirmModal>
    </Card>
  )
}

function Thing({ kind, state, children }: { kind: string; state: string; children: ReactNode }) {
  return (
    <Group gap="md" wrap="nowrap" align="baseline">
      <Text c="dimmed" w={96} style={{ flex: 'none' }}>
        {kind}
      </Text>
      <Text component="div" style={{ overflowWrap: 'anywhere' }} flex={1} miw={0}>
        {children}
      </Text>
      <Text size="sm" c="dimmed">
        {state}
      </Text>
    </Group>
  )
}

function sentence({ automation, webhook, bucket }: Made): string {
  const names = [automation?.name, webhook?.name, bucket?.name].filter((name) => name !== undefined).map((name) => `“${name}”`)
  const list = names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${names.at(-1)}` : (names[0] ?? '')
  return `${list} ${names.length > 1 ? 'are' : 'is'} deleted${bucket ? ', with what the bucket received' : ''}.`
}

/** Callers first, the bucket that they call last. What somebody else has deleted already is as good. */
async function removeAll({ automation, webhook, bucket }: Made, onForget: MadeListProps['onForget']): Promise<void> {
  if (automation) await remove(`/v1/automations/${automation.id}`)
  onForget('automation')
  if (webhook) await remove(`/v1/webhooks/${webhook.id}`)
  onForget('webhook')
  if (bucket) await remove(`/v1/echo-buckets/${bucket.secret}`)
  onForget('bucket')
}

async function remove(path: string): Promise<void> {
  try {
    await call('DELETE', path)
  } catch (error) {
    if (!(error instanceof ApiError && error.status === 404)) throw error
  }
}
