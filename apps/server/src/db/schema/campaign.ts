import { pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { instant, name, workspaceId } from './columns.ts'

export const campaigns = pgTable(
  'campaigns',
  {
    workspaceId: workspaceId(),
    id: text().notNull(),
    name: name(),
    createdAt: instant().notNull().defaultNow(),
    updatedAt: instant().notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.id] })],
)
