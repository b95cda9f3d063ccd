import type { EchoAnswer } from '@hookline/schema'
import { index, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { bytes, id, instant, jsonOf, name, workspaceId } from './columns.ts'

export const echoBuckets = pgTable(
  'echo_buckets',
  {
    workspaceId: workspaceId(),
    secret: text().notNull(),
    name: name(),
    answer: jsonOf<EchoAnswer>().notNull(),
    createdAt: instant().notNull().defaultNow(),
    lastUsedAt: instant(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.secret] }), index('echo_buckets_unused').on(table.lastUsedAt)],
)

/** The last 100 requests of each bucket. */
export const echoRequests = pgTable(
  'echo_requests',
  {
    workspaceId: workspaceId(),
    secret: text().notNull(),
    id: id(),
    method: text().notNull(),
    path: text().notNull(),
    query: text().notNull(),
    headers: jsonOf<[string, string][]>().notNull(),
    body: bytes().notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.secret, table.id] })],
)
