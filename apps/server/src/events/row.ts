import type { EventRecord } from '@hookline/schema'
import type { events } from '../db/schema/index.ts'
import { timeOf } from '../ids.ts'

export function toEvent({ key, id, type, userId, campaignId, occurredAt, data, state }: typeof events.$inferSelect): EventRecord {
  const receivedAt = new Date(timeOf(key)).toISOString()
  return { id, type, userId, campaignId, occurredAt: occurredAt ?? receivedAt, receivedAt, data, state }
}
