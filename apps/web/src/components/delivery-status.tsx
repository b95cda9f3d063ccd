import type { DeliveryStatus, HeldReason } from '@hookline/schema'
import { StatusWord, type Tone } from './status-word.tsx'

const words: Record<DeliveryStatus, { tone: Tone; word: string }> = {
  pending: { tone: 'waiting', word: 'Pending' },
  succeeded: { tone: 'good', word: 'Succeeded' },
  undelivered: { tone: 'bad', word: 'Undelivered' },
  held: { tone: 'waiting', word: 'Held' },
  cancelled: { tone: 'off', word: 'Cancelled' },
}

export const heldReasonWords: Record<HeldReason, string> = {
  'switch-off': 'calls are switched off',
  'webhook-inactive': 'the webhook is inactive',
  'endpoint-paused': 'the endpoint is paused',
  'breaker-open': 'the receiver fails too often',
}

/** The status of a delivery as every screen shows it. */
export function DeliveryStatusWord({ status, heldReason }: { status: DeliveryStatus; heldReason?: HeldReason | undefined }) {
  const { tone, word } = words[status]
  return <StatusWord tone={tone}>{heldReason ? `${word}: ${heldReasonWords[heldReason]}` : word}</StatusWord>
}
