import type { Definition } from '@hookline/engine'
import type { Graph } from '@hookline/schema'
import { integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { id, instant, jsonOf, name, workspaceId } from './columns.ts'

/** A rule or a journey with its draft; `revision` is its ETag. */
export const automations = pgTable(
  'automations',
  {
    workspaceId: workspaceId(),
    id: id(),
    kind: text({ enum: ['rule', 'journey'] }).notNull(),
    name: name(),
    description: text().notNull().default(''),
    campaignId: text(),
    status: text({ enum: ['draft', 'active', 'paused'] })
      .notNull()
      .default('draft'),
    draft: jsonOf<Graph>().notNull(),
    revision: integer().notNull().default(1),
    publishedVersion: integer(),
    createdAt: instant().notNull().defaultNow(),
    updatedAt: instant().notNull().defaultNow(),
    updatedBy: text().notNull(),
    /** Deleted, and not yet beyond recall: it is nowhere found, and removed for good a day later. */
    deletedAt: instant(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.id] })],
)

/** What was published: immutable. */
export const automationVersions = pgTable(
  'automation_versions',
  {
    workspaceId: workspaceId(),
    automationId: id(),
    version: integer().notNull(),
    graph: jsonOf<Graph>().notNull(),
    definition: jsonOf<Definition>().notNull(),
    publishedAt: instant().notNull().defaultNow(),
    publishedBy: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.automationId, table.version] })],
)
