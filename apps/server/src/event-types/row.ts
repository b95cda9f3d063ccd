import type { EventType } from '@hookline/schema'
import type { eventTypes } from '../db/schema/index.ts'

/** As the catalogue shows it: what was declared, or else what was seen. */
export function toEventType(row: typeof eventTypes.$inferSelect): EventType {
  return {
    ...{ name: row.name, title: row.title, description: row.description, group: row.group, source: row.source },
    // Both columns hold JSON objects; JsonSchema only says more of some of their keys.
    schema: (row.schema ?? row.observedSchema ?? { type: 'object' }) as EventType['schema'],
    sample: row.sample ?? row.lastSample,
    lastSample: row.lastSample,
    observations: row.observations ?? { sampled: 0, absent: {} },
    firstSeenAt: row.firstSeenAt?.toISOString() ?? null,
    lastSeenAt: row.lastSeenAt?.toISOString() ?? null,
  }
}
