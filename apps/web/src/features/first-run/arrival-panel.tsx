import { Button, Card, Center, Group, Loader, Stack, Text, Title } from '@mantine/core'
import { IconWaveSine } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { StatusWord } from '../../components/status-word.tsx'
import { TroubleAlert } from '../../components/trouble-alert.tsx'
import { errorLines } from '../../lib/error-lines.ts'
import { DeliveryOutcome } from './delivery-outcome.tsx'
import type { Made, Sent } from './progress.ts'
import { ReceivedRequest } from './received-request.tsx'
import type { Arrival } from './use-arrival.ts'

interface ArrivalPanelProps {
  made: Made
  sent: Sent | null
  secret: string | null
  arrival: Arrival
}

/** What arrives, live, beside the steps that lead to it. */
export function ArrivalPanel({ made, sent, secret, arrival }: ArrivalPanelProps) {
  return (
    <Card component="section" aria-labelledby="arrival" padding="md" style={{ position: 'sticky', top: 68 }}>
      <Stack gap="md">
        <Group justify="space-between" gap="sm">
          <Title order={2} size="h3" lh="24px" id="arrival">
            What arrives
          </Title>
          {made.bucket && (
            <Button
              size="compact-sm"
              variant="subtle"
              renderRoot={(props) => <Link {...props} to="/echo/$secret" params={{ secret: made.bucket?.secret ?? '' }} search={{}} />}
            >
              Open the echo bucket
            </Button>
          )}
        </Group>
        <div aria-live="polite">
          <Content made={made} sent={sent} secret={secret} arrival={arrival} />
        </div>
      </Stack>
    </Card>
  )
}

function Content({ made, sent, secret, arrival: { deliveries, received, trace, isSilent, error } }: ArrivalPanelProps) {
  const [newest] = received
  const [delivery] = deliveries
  if (newest) return <ReceivedRequest request={newest} secret={secret} />
  if (!sent) return <Nothing made={made} />
  if (isSilent) return <Silent trace={trace ?? []} />
  if (delivery && (delivery.status !== 'pending' || delivery.attemptCount > 0)) return <DeliveryOutcome delivery={delivery} />
  if (error) return <TroubleAlert trouble={{ title: 'What became of it could not be read', lines: errorLines(error) }} />
  return (
    <Group gap="sm" mih={160} justify="center">
      <Loader size="xs" aria-hidden />
      <Text>The event is stored; its call is on the way.</Text>
    </Group>
  )
}

function Nothing({ made: { bucket, automation, webhook } }: { made: Made }) {
  const isMade = automation !== undefined || webhook !== undefined
  return (
    <Center mih={160} c="dimmed">
      <Stack gap="sm" align="center" ta="center" maw={320}>
        <IconWaveSine size={24} stroke={1.6} aria-hidden />
        <Text>
          {isMade && !bucket
            ? 'Nothing was sent yet. How your server answers appears here.'
            : 'Nothing has come yet. The request appears here as soon as it arrives.'}
        </Text>
      </Stack>
    </Center>
  )
}

/** The event was judged and nothing is called: each block says why. */
function Silent({ trace }: { trace: NonNullable<Arrival['trace']> }) {
  return (
    <Stack gap="sm">
      <Text fw={500} component="div">
        <StatusWord tone="off">No call was made</StatusWord>
      </Text>
      <Text c="dimmed">The event is stored. This is how it was judged:</Text>
      <Stack component="ol" gap={4} m={0} pl="md">
        {trace.map(({ nodeId, detail }) => (
          <li key={nodeId}>{detail}</li>
        ))}
      </Stack>
      <Text c="dimmed">Change a value and send another.</Text>
    </Stack>
  )
}
