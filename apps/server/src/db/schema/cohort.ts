import { index, integer, pgTable, primaryKey, text, unique } from 'drizzle-orm/pg-core'
import { id, instant, workspaceId } from './columns.ts'

/** What the deliveries of a cohort have in common; the source and the block are those of the endpoint. */
const cohortColumns = () => ({
  endpointId: id(),
  eventType: text().notNull(),
  campaignId: text(),
  status: text({ enum: ['succeeded', 'undelivered', 'cancelled'] }).notNull(),
  error: text(),
  sourceKind: text({ enum: ['automation', 'webhook'] }).notNull(),
  sourceId: id(),
  nodeId: text(),
})

/**
 * The deliveries in the history that are alike in everything that a list can be narrowed by, but for their user. `last_id`
 * is one of the newest: of the last batch that was written.
 */
export const cohorts = pgTable(
  'cohorts',
  { workspaceId: workspaceId(), id: integer().notNull().generatedAlwaysAsIdentity(), ...cohortColumns(), lastId: id() },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    unique('cohorts_key')
      .on(table.workspaceId, table.endpointId, table.eventType, table.campaignId, table.status, table.error)
      .nullsNotDistinct(),
  ],
)

/**
 * How many deliveries of a cohort were made in a minute, an hour, a day; by the time in their ids. It is an index too: the
 * minutes in which something lies are the only ones that a list looks into (cohorts/busy-minutes.ts).
 */
export const cohortCounts = pgTable(
  'cohort_counts',
  {
    workspaceId: workspaceId(),
    span: text({ enum: ['minute', 'hour', 'day'] }).notNull(),
    cohortId: integer().notNull(),
    at: instant().notNull(),
    count: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.span, table.cohortId, table.at] }),
    index('cohort_counts_at').on(table.workspaceId, table.span, table.at),
  ],
)

/**
 * What was not yet added to `cohort_counts`: written by the very statement that writes the deliveries, so that no crash
 * can part the two; added up a moment later (cohorts/add-up.ts). Rows are only appended: nobody waits for anybody.
 */
export const cohortAdditions = pgTable('cohort_additions', {
  workspaceId: workspaceId(),
  ...cohortColumns(),
  lastId: id(),
  at: instant().notNull(),
  count: integer().notNull(),
})
