import type { DeliverySummary } from '@hookline/schema'
import { deliveryErrors } from '@hookline/webhook'
import { Anchor, Stack, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { DeliveryStatusWord } from '../../components/delivery-status.tsx'

/** How a call went, and what to do where it did not go well. */
export function DeliveryOutcome({ delivery }: { delivery: DeliverySummary }) {
  const { id, status, heldReason, method, url, lastStatus } = delivery
  const remedy = remedyOf(delivery)
  return (
    <Stack gap={4}>
      <Text component="div" fw={500}>
        <DeliveryStatusWord status={status} heldReason={heldReason} />
        {lastStatus !== null && ` · answered ${lastStatus}`}
      </Text>
      <Text ff="monospace" fz={12} c="dimmed" style={{ overflowWrap: 'anywhere' }}>
        {method} {url}
      </Text>
      {remedy && <Text>{remedy}</Text>}
      <Anchor
        renderRoot={(props) => <Link {...props} to="/deliveries/$id" params={{ id }} search={{}} />}
        style={{ alignSelf: 'flex-start' }}
      >
        See the delivery
      </Anchor>
    </Stack>
  )
}

function remedyOf({ status, heldReason, error, nextAttemptAt }: DeliverySummary): string | null {
  if (status === 'held') {
    return heldReason === 'switch-off'
      ? 'Calls are switched off for the whole workspace. Turn them on in Settings, and it is sent.'
      : 'It is kept, and sent as soon as what holds it is over.'
  }
  if (!isKnown(error)) return null
  const { message, fix } = deliveryErrors[error]
  return `${message} ${fix}${status === 'pending' && nextAttemptAt ? ' It is tried again by itself.' : ''}`
}

function isKnown(error: string | undefined): error is keyof typeof deliveryErrors {
  return error !== undefined && Object.hasOwn(deliveryErrors, error)
}
