import type { DeliveryStatus, DeliverySummary, HeldReason } from '@hookline/schema'
import { publicId, timeOf } from '../ids.ts'

/** A delivery of either table, as select.ts reads it; times are in epoch milliseconds. */
export interface SummaryRow {
  id: string
  messageId: string
  status: DeliveryStatus
  heldReason: HeldReason | null
  error: string | null
  sourceKind: 'automation' | 'webhook'
  sourceId: string
  sourceName: string | null
  nodeId: string | null
  version: number | null
  endpointId: string
  eventId: string
  eventType: string
  userId: string
  campaignId: string | null
  method: string
  url: string
  attempts: number
  lastStatus: number | null
  finishedMs: number | null
  dueMs: number | null
  resentFrom: string | null
}

/** A delivery as lists show it. */
export function toSummary(row: SummaryRow): DeliverySummary {
  return {
    id: publicId('dlv', row.id),
    messageId: publicId('msg', row.messageId),
    status: row.status,
    ...(row.heldReason !== null && { heldReason: row.heldReason }),
    ...(row.error !== null && { error: row.error }),
    source: {
      kind: row.sourceKind,
      id: publicSourceId(row),
      name: row.sourceName,
      ...(row.nodeId !== null && { nodeId: row.nodeId }),
      ...(row.version !== null && { version: row.version }),
    },
    endpointId: publicId('ep', row.endpointId),
    eventId: row.eventId,
    eventType: row.eventType,
    userId: row.userId,
    campaignId: row.campaignId,
    method: row.method,
    url: row.url,
    attemptCount: row.attempts,
    lastStatus: row.lastStatus,
    createdAt: instantOf(timeOf(row.id)),
    finishedAt: row.finishedMs === null ? null : instantOf(row.finishedMs),
    nextAttemptAt: row.dueMs === null ? null : instantOf(row.dueMs),
    ...(row.resentFrom !== null && { resentFrom: publicId('dlv', row.resentFrom) }),
  }
}

export function publicSourceId({ sourceKind, sourceId }: Pick<SummaryRow, 'sourceKind' | 'sourceId'>): string {
  return publicId(sourceKind === 'webhook' ? 'whk' : 'aut', sourceId)
}

export function instantOf(ms: number): string {
  return new Date(ms).toISOString()
}
