import type { Webhook, WebhookHealth } from '@hookline/schema'
import { Anchor, Button, Card, Group, Stack, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { RelativeTime } from '../../components/relative-time.tsx'
import { seenText } from '../../components/seen-text.ts'
import { StopRow } from '../../components/stops/stop-row.tsx'
import { useStoppedEndpoints } from '../../components/stops/use-stopped-endpoints.ts'
import { ToneIcon } from '../../components/tone-icon.tsx'
import { useActivation } from '../../components/webhooks/use-activation.tsx'
import { useMember } from '../../lib/session.ts'
import type { Trouble } from './troubles.ts'

interface TroubleListProps {
  webhook: Webhook
  health: WebhookHealth | undefined
  troubles: readonly Trouble[]
}

/** What keeps a webhook from sending or being heard, in the place where one looks, each with the remedy. */
export function TroubleList({ webhook, health, troubles }: TroubleListProps) {
  const stopped = useStoppedEndpoints().filter(({ source }) => source.id === webhook.id)
  if (troubles.length + stopped.length === 0) return null
  return (
    <Card padding="md" component="section" aria-label="What is wrong">
      <Stack component="ul" gap="sm" m={0} p={0} style={{ listStyle: 'none' }}>
        {stopped.map((endpoint) => (
          <StopRow key={endpoint.id} endpoint={endpoint} />
        ))}
        {troubles.map((trouble) => (
          <Row key={trouble.id} trouble={trouble} webhook={webhook} health={health} />
        ))}
      </Stack>
    </Card>
  )
}

interface RowProps extends Pick<TroubleListProps, 'webhook' | 'health'> {
  trouble: Trouble
}

function Row({ trouble: { tone, message, fix, since, by, action, deliveryId }, webhook, health }: RowProps) {
  return (
    <Group component="li" gap="sm" wrap="nowrap" align="flex-start">
      <Group h={20}>
        <ToneIcon tone={tone} />
      </Group>
      <Stack gap={0} flex={1} miw={0}>
        <Text style={{ overflowWrap: 'anywhere' }}>
          {seenText(message)}
          {since && (
            <Text span inherit c="dimmed">
              {by === undefined ? ' ' : ' Since '}
              <RelativeTime time={since} />
              {by && `, by ${seenText(by)}`}
              {by !== undefined && '.'}
            </Text>
          )}
        </Text>
        <Text c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {fix}
        </Text>
      </Stack>
      {action && <Remedy action={action} webhook={webhook} health={health} />}
      {deliveryId !== undefined && (
        <Anchor
          size="sm"
          style={{ whiteSpace: 'nowrap' }}
          renderRoot={(props) => <Link {...props} to="." search={{ tab: 'history', delivery: deliveryId } as never} resetScroll={false} />}
        >
          See the call
        </Anchor>
      )}
    </Group>
  )
}

function Remedy({ action, webhook, health }: Omit<RowProps, 'trouble'> & { action: NonNullable<Trouble['action']> }) {
  const { activate, asking } = useActivation()
  const mayChange = useMember()?.role !== 'viewer'
  if (action === 'master-switch') {
    return (
      <Button size="compact-sm" variant="default" renderRoot={(props) => <Link {...props} to="/settings" search={{ tab: 'calls' }} />}>
        Turn on…
      </Button>
    )
  }
  return mayChange ? (
    <>
      <Button size="compact-sm" variant="default" onClick={() => activate(webhook, health)}>
        Make active
      </Button>
      {asking}
    </>
  ) : null
}
