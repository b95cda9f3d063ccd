import { pauseReasons } from '@hookline/schema'
import { index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { id, instant, workspaceId } from './columns.ts'

/** One URL template of one webhook or WebHook block; its id stays as long as source, block and template stay. */
export const endpoints = pgTable(
  'endpoints',
  {
    workspaceId: workspaceId(),
    id: id(),
    sourceKind: text({ enum: ['automation', 'webhook'] }).notNull(),
    sourceId: id(),
    nodeId: text().notNull(),
    url: text().notNull(),
    createdAt: instant().notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    uniqueIndex('endpoints_place').on(table.workspaceId, table.sourceId, table.nodeId, table.url),
  ],
)

/**
 * What stops an endpoint, or is about to: its breaker (`phase` null: closed), its pause, the time before which a receiver
 * wants no call. Endpoints that nothing is known against have no row.
 */
export const endpointStates = pgTable(
  'endpoint_states',
  {
    workspaceId: workspaceId(),
    endpointId: id(),
    phase: text({ enum: ['open', 'probing', 'draining'] }),
    /** Since when the phase is; an open one ends at `until`. */
    since: instant(),
    until: instant(),
    openings: integer().notNull().default(0),
    successes: integer().notNull().default(0),
    /** Held deliveries that left since it drains. */
    drained: integer().notNull().default(0),
    /** The one delivery that may leave while it is probing, and until when it is waited for. */
    probeId: uuid(),
    probeUntil: instant(),
    pausedAt: instant(),
    pausedReason: text({ enum: pauseReasons }),
    pausedBy: text(),
    /** A receiver asked not to be called before (Retry-After). */
    retryAfter: instant(),
    /** The first failure since the last success. */
    failingSince: instant(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.endpointId] })],
)

/**
 * Calls of endpoints of which some failed, by process and minute, for their breakers. Unlogged in its migration: after a
 * crash of the database counting begins anew.
 */
export const endpointCalls = pgTable(
  'endpoint_calls',
  {
    workspaceId: workspaceId(),
    endpointId: id(),
    processId: id(),
    minute: instant().notNull(),
    calls: integer().notNull(),
    failed: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.endpointId, table.processId, table.minute] }),
    index('endpoint_calls_minute').on(table.minute),
  ],
)
