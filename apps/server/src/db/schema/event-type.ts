import type { JsonObject, JsonSchema } from '@hookline/schema'
import { pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { instant, jsonOf, name, workspaceId } from './columns.ts'

/** The catalogue. What was seen (`observed_*`, `last_sample`) is kept beside what was declared. */
export const eventTypes = pgTable(
  'event_types',
  {
    workspaceId: workspaceId(),
    name: name(),
    title: text().notNull(),
    description: text().notNull().default(''),
    group: text('event_group'),
    source: text({ enum: ['declared', 'observed'] }).notNull(),
    schema: jsonOf<JsonSchema>(),
    sample: jsonOf<JsonObject>(),
    observedSchema: jsonOf<JsonSchema>(),
    observations: jsonOf<{ sampled: number; absent: Record<string, number> }>(),
    lastSample: jsonOf<JsonObject>(),
    firstSeenAt: instant(),
    lastSeenAt: instant(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.name] })],
)
