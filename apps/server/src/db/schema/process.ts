import { bigint, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { instant } from './columns.ts'

/** A running Hookline process: deliveries are leased to it as long as `expires_at` is ahead. */
export const processes = pgTable('processes', {
  id: uuid().primaryKey(),
  epoch: bigint({ mode: 'number' }).notNull(),
  role: text().notNull(),
  host: text().notNull(),
  startedAt: instant().notNull().defaultNow(),
  expiresAt: instant().notNull(),
})
