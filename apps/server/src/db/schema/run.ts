import type { PathEntry } from '@hookline/engine'
import type { JsonObject } from '@hookline/schema'
import { sql } from 'drizzle-orm'
import { index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { id, instant, jsonOf, workspaceId } from './columns.ts'

/** What a run is, waiting or ended: a run is in exactly one of the two tables. `id` is a UUIDv7 of the time it began. */
const runColumns = () => ({
  workspaceId: workspaceId(),
  id: id(),
  automationId: id(),
  version: integer().notNull(),
  userId: text().notNull(),
  eventId: text().notNull(),
  path: jsonOf<PathEntry[]>().notNull(),
})

/** Runs that have ended: written once, never changed; partitioned by day of `id`. */
export const runs = pgTable(
  'runs',
  {
    ...runColumns(),
    status: text({ enum: ['finished', 'failed', 'cancelled'] }).notNull(),
    error: text(),
    finishedAt: instant(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    index('runs_automation').on(table.workspaceId, table.automationId, table.id),
    index('runs_user').on(table.workspaceId, table.userId, table.id),
    index('runs_not_finished').on(table.workspaceId, table.automationId, table.id).where(sql`status <> 'finished'`),
  ],
)

/**
 * Runs that wait, and only those, so that finding what is due costs the same with any history. A run waits at the block
 * `node_id` until `due_at`. It keeps the event that began it, which the history of events may have dropped by then.
 */
export const waitingRuns = pgTable(
  'waiting_runs',
  {
    ...runColumns(),
    nodeId: text().notNull(),
    dueAt: instant().notNull(),
    eventType: text().notNull(),
    campaignId: text(),
    occurredAt: text().notNull(),
    data: jsonOf<JsonObject>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.automationId, table.id] }),
    index('waiting_runs_due').on(table.workspaceId, table.automationId, table.dueAt),
    index('waiting_runs_user').on(table.workspaceId, table.userId, table.automationId),
  ],
)

/** Users who entered an automation that lets each user in once. */
export const runEntries = pgTable('run_entries', { workspaceId: workspaceId(), automationId: id(), userId: text().notNull() }, (table) => [
  primaryKey({ columns: [table.workspaceId, table.automationId, table.userId] }),
])
