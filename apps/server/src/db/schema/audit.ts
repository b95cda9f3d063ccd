import type { JsonObject } from '@hookline/schema'
import { pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { id, jsonOf, workspaceId } from './columns.ts'

/** Who changed what; the time is in the id. */
export const audit = pgTable(
  'audit',
  {
    workspaceId: workspaceId(),
    id: id(),
    actorKind: text().notNull(),
    actorId: text().notNull(),
    actorName: text().notNull(),
    action: text().notNull(),
    targetKind: text().notNull(),
    targetId: text().notNull(),
    detail: jsonOf<JsonObject>(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.id] })],
)
