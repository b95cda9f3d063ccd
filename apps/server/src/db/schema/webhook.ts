import type { ConditionGroup, DeliveryPolicy, RequestTemplate } from '@hookline/schema'
import { integer, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { id, instant, jsonOf, name, workspaceId } from './columns.ts'

/** A subscription. Its secrets are in `secrets`. */
export const webhooks = pgTable(
  'webhooks',
  {
    workspaceId: workspaceId(),
    id: id(),
    hookId: text(),
    name: name(),
    description: text().notNull().default(''),
    status: text({ enum: ['active', 'inactive'] }).notNull(),
    eventTypes: text().array().notNull(),
    campaignId: text(),
    condition: jsonOf<ConditionGroup>(),
    request: jsonOf<RequestTemplate>().notNull(),
    policy: jsonOf<DeliveryPolicy>().notNull(),
    revision: integer().notNull().default(1),
    createdAt: instant().notNull().defaultNow(),
    updatedAt: instant().notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.id] }), uniqueIndex('webhooks_hook_id').on(table.workspaceId, table.hookId)],
)
