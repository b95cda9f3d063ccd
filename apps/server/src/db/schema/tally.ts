import { index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { id, instant, workspaceId } from './columns.ts'

/**
 * What happened in a minute or an hour: in the whole workspace (`subject_id` is zero), at an endpoint, or of a source
 * (then `events` are those that it acted on). Written a moment after the fact and apart from it; `durations` counts calls
 * by how long they took (stats/durations.ts).
 */
export const tallies = pgTable(
  'tallies',
  {
    workspaceId: workspaceId(),
    span: text({ enum: ['minute', 'hour'] }).notNull(),
    subjectId: id(),
    at: instant().notNull(),
    events: integer().notNull(),
    calls: integer().notNull(),
    succeeded: integer().notNull(),
    undelivered: integer().notNull(),
    durations: integer().array(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.span, table.subjectId, table.at] }),
    index('tallies_at').on(table.span, table.at),
  ],
)
