import type { Retry } from '@hookline/schema'
import { sql } from 'drizzle-orm'
import { boolean, index, integer, pgTable, primaryKey, real, smallint, text, uuid } from 'drizzle-orm/pg-core'
import { bytes, id, instant, jsonOf, workspaceId } from './columns.ts'

/** Header names and values of a request, in order, as they are sent. */
export type StoredHeaders = [name: string, value: string][]

/**
 * What a delivery is, owed or done: both tables have these columns, and a delivery is in exactly one of them.
 * `id` is a UUIDv7, so its time finds the partition. `secret_headers` are sealed.
 */
const deliveryColumns = () => ({
  workspaceId: workspaceId(),
  id: id(),
  messageId: id(),
  eventId: text().notNull(),
  eventType: text().notNull(),
  userId: text().notNull(),
  campaignId: text(),
  sourceKind: text({ enum: ['automation', 'webhook'] }).notNull(),
  sourceId: id(),
  nodeId: text(),
  version: integer(),
  endpointId: id(),
  method: text().notNull(),
  url: text().notNull(),
  headers: jsonOf<StoredHeaders>().notNull(),
  secretHeaders: bytes(),
  body: bytes(),
  attempts: smallint().notNull().default(0),
  resentFrom: uuid(),
})

/**
 * What is owed, and only that, so that claiming costs the same with any history.
 * `due_at` says what may be done with a row: a time — due then, to be claimed by whoever comes first; `infinity` — leased
 * to (process_id, epoch); null — held (`held_reason`).
 */
export const queue = pgTable(
  'queue',
  {
    ...deliveryColumns(),
    dueAt: instant(),
    heldReason: text({ enum: ['switch-off', 'webhook-inactive', 'endpoint-paused', 'breaker-open'] }),
    processId: uuid(),
    epoch: integer(),
    timeoutMs: integer().notNull(),
    success: text({ enum: ['2xx', '200'] }).notNull(),
    retry: jsonOf<Retry>().notNull(),
    lastStatus: smallint(),
    lastError: text(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    index('queue_due').on(table.dueAt),
    index('queue_held').on(table.heldReason, table.endpointId, table.id).where(sql`due_at is null`),
  ],
)

/**
 * What is done: written once when a delivery ends, never changed; partitioned by day of `id`. It carries the last attempt
 * itself (`attempt_…`, null where none was made): most deliveries have no other, and need no row in `attempts`.
 */
export const deliveries = pgTable(
  'deliveries',
  {
    ...deliveryColumns(),
    status: text({ enum: ['succeeded', 'undelivered', 'cancelled'] }).notNull(),
    lastStatus: smallint(),
    error: text(),
    errorMessage: text(),
    attemptStartedAt: instant(),
    attemptDurationMs: real(),
    attemptHeaders: jsonOf<StoredHeaders>(),
    attemptBody: bytes(),
    attemptBodyTruncated: boolean(),
    finishedAt: instant().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    index('deliveries_user').on(table.workspaceId, table.userId, table.id),
    index('deliveries_status').on(table.workspaceId, table.status, table.id).where(sql`status <> 'succeeded'`),
    index('deliveries_resends').on(table.workspaceId, table.eventId, table.id).where(sql`resent_from is not null`),
  ],
)

/** The tries of a delivery that were followed by another; partitioned as `deliveries`, by the delivery's id. */
export const attempts = pgTable(
  'attempts',
  {
    workspaceId: workspaceId(),
    deliveryId: id(),
    number: smallint().notNull(),
    startedAt: instant().notNull(),
    durationMs: real().notNull(),
    status: smallint(),
    error: text(),
    errorMessage: text(),
    headers: jsonOf<StoredHeaders>(),
    body: bytes(),
    bodyTruncated: boolean().notNull().default(false),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.deliveryId, table.number] })],
)
