import { type JsonObject, pauseReasons } from '@hookline/schema'
import { index, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { id, instant, jsonOf, workspaceId } from './columns.ts'

/**
 * What happened. `key` is a UUIDv7 made on receipt: it orders the events of a batch, tells when they were received,
 * and is what the table is partitioned by (one day each).
 */
export const events = pgTable(
  'events',
  {
    workspaceId: workspaceId(),
    key: id(),
    id: text().notNull(),
    type: text().notNull(),
    userId: text().notNull(),
    campaignId: text(),
    occurredAt: text(),
    data: jsonOf<JsonObject>().notNull(),
    state: jsonOf<JsonObject>(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.key] }),
    index('events_user').on(table.workspaceId, table.userId, table.key),
    index('events_type').on(table.workspaceId, table.type, table.key),
  ],
)

/** The ids of events, for deduplication and for finding an event by its id; not partitioned, so that an id is unique. */
export const eventKeys = pgTable('event_keys', { workspaceId: workspaceId(), eventId: text().notNull(), eventKey: id() }, (table) => [
  primaryKey({ columns: [table.workspaceId, table.eventId] }),
])

/**
 * Hookline's own events that are not stored as events yet: each written by the statement that causes it, gone when `decide`
 * has it. `ref_id` is the delivery that ended, or the endpoint that was paused (and why).
 */
export const owedEvents = pgTable(
  'owed_events',
  {
    workspaceId: workspaceId(),
    kind: text({ enum: ['undelivered', 'paused'] }).notNull(),
    refId: id(),
    at: instant().notNull().defaultNow(),
    reason: text({ enum: pauseReasons }),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.kind, table.refId, table.at] })],
)
