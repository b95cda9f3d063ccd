import type { JsonObject } from '@hookline/schema'
import { pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { instant, jsonOf, workspaceId } from './columns.ts'

/** The end users that events are about. */
export const users = pgTable(
  'users',
  {
    workspaceId: workspaceId(),
    id: text().notNull(),
    state: jsonOf<JsonObject>().notNull(),
    firstSeenAt: instant().notNull(),
    lastSeenAt: instant().notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.id] })],
)
