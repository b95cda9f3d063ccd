import { pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core'
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
