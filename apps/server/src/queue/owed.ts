import type { DeliveryPolicy, HeldReason, Retry } from '@hookline/schema'

/** A delivery that is owed: its finished request and what says how often and how it is tried. */
export interface Owed {
  workspaceId: number
  id: string
  messageId: string
  eventId: string
  eventType: string
  userId: string
  campaignId: string | null
  sourceKind: 'automation' | 'webhook'
  sourceId: string
  nodeId: string | null
  version: number | null
  endpointId: string
  method: string
  url: string
  headers: [name: string, value: string][]
  /** The secret headers, sealed as JSON of the same form. */
  secretHeaders: Buffer | null
  body: Buffer | null
  /** The body as it was rendered, where it can be sent as a separated text (array-literal.ts): half as many bytes on the way as `bytea`. */
  bodyText?: string | undefined
  attempts: number
  resentFrom: string | null
  timeoutMs: number
  success: DeliveryPolicy['success']
  retry: Retry
}

/** Where a new row of the queue begins: with us, with whoever claims it, or held. */
export type QueueState = 'leased' | 'due' | HeldReason

/** Who holds a lease: a process and the epoch it is in (architecture.md › Leases belong to processes). */
export interface Holder {
  processId: string
  epoch: number
}
