import { pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { id, instant, workspaceId } from './columns.ts'

/**
 * Windows in which members have a draft open. Unlogged in its migration: written every few seconds, over within minutes,
 * and after a crash of the database the open pages write it anew.
 */
export const presences = pgTable(
  'presences',
  {
    workspaceId: workspaceId(),
    automationId: id(),
    memberId: id(),
    windowId: text().notNull(),
    since: instant().notNull(),
    seenAt: instant().notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.automationId, table.memberId, table.windowId] })],
)
