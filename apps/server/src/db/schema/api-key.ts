import { index, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { bytes, id, instant, name, workspaceId } from './columns.ts'

/** Keys are kept as SHA-256 of their text; `hint` is its end. */
export const apiKeys = pgTable(
  'api_keys',
  {
    workspaceId: workspaceId(),
    id: id(),
    name: name(),
    scope: text({ enum: ['ingest', 'read', 'manage'] }).notNull(),
    hash: bytes().notNull(),
    hint: text().notNull(),
    createdAt: instant().notNull().defaultNow(),
    createdBy: text().notNull(),
    lastUsedAt: instant(),
    revokedAt: instant(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    uniqueIndex('api_keys_hash').on(table.hash),
    index('api_keys_created').on(table.workspaceId, table.createdAt),
  ],
)
