import type { JsonSchema } from '@hookline/schema'
import { bigint, boolean, integer, pgTable, text } from 'drizzle-orm/pg-core'
import { bytes, instant, jsonOf, name } from './columns.ts'

/** The tenant. `generation` grows with every change that `decide` must see (architecture.md › Live definitions). */
export const workspaces = pgTable('workspaces', {
  id: integer().primaryKey(),
  name: name(),
  generation: bigint({ mode: 'number' }).notNull().default(1),
  webhooksEnabled: boolean().notNull().default(true),
  webhooksChangedAt: instant(),
  webhooksChangedBy: text(),
  eventsRetentionDays: integer().notNull().default(90),
  deliveriesRetentionDays: integer().notNull().default(30),
  /** Whole URLs from data may lead to these. */
  allowedOrigins: text().array().notNull().default([]),
  /** A constant sealed with the master key: tells a wrong key at start. */
  masterKeyCheck: bytes(),
  createdAt: instant().notNull().defaultNow(),
})

/** The shape of the users' state seen so far; apart from `workspaces`, whose row every batch reads. */
export const userSchemas = pgTable('user_schemas', {
  workspaceId: integer().primaryKey(),
  schema: jsonOf<JsonSchema>().notNull(),
  updatedAt: instant().notNull(),
})
