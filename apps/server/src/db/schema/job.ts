import type { DeliveryFilter, ResendInput } from '@hookline/schema'
import { integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { id, instant, jsonOf, workspaceId } from './columns.ts'

/** What a job is told to do. */
export interface ResendAllTask {
  filter: DeliveryFilter
  render: ResendInput['render']
}

/**
 * Slow work that somebody asked for, and how far it came; the queue of what is to be run next is pg-boss's. `cursor` is the
 * last thing that was done, written in the transaction that did it: a job that was cut off goes on behind it.
 */
export const jobs = pgTable(
  'jobs',
  {
    workspaceId: workspaceId(),
    id: id(),
    kind: text({ enum: ['deliveries.resend'] }).notNull(),
    task: jsonOf<ResendAllTask>().notNull(),
    state: text({ enum: ['waiting', 'running', 'done', 'cancelled', 'failed'] }).notNull(),
    total: integer().notNull(),
    done: integer().notNull().default(0),
    failed: integer().notNull().default(0),
    cursor: uuid(),
    createdAt: instant().notNull(),
    createdBy: text().notNull(),
    finishedAt: instant(),
    error: text(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.id] })],
)
