import { index, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { bytes, id, instant, workspaceId } from './columns.ts'

/**
 * What is sealed under the master key: signing secrets (`name` is empty) and the values of secret headers (`name` is
 * the header's, in lower case) of a webhook (`node_id` is empty) or a WebHook block. Drafts and versions hold none.
 */
export const secrets = pgTable(
  'secrets',
  {
    workspaceId: workspaceId(),
    id: id(),
    sourceId: id(),
    nodeId: text().notNull(),
    name: text().notNull(),
    sealed: bytes().notNull(),
    createdAt: instant().notNull().defaultNow(),
    /** An old signing secret signs beside the new one until then. */
    expiresAt: instant(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    index('secrets_place').on(table.workspaceId, table.sourceId, table.nodeId, table.name),
  ],
)
