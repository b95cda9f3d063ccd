import type { BehaviourCounter } from '@hookline/engine'
import type { ConditionGroup } from '@hookline/schema'
import { pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { id, instant, jsonOf, workspaceId } from './columns.ts'

/**
 * What conditions count of every user: events of one type, maybe with a condition on their data. One counter serves all the
 * conditions that say the same (`key`). Events whose key is below that of `counted_from` are counted by a job, up to
 * `filled_to` so far, all of them once `filled_at` is set; later ones as they come (docs/decisions/0008).
 */
export const behaviourCounters = pgTable(
  'behaviour_counters',
  {
    workspaceId: workspaceId(),
    id: id(),
    key: text().notNull(),
    eventType: text().notNull(),
    where: jsonOf<ConditionGroup>(),
    countedFrom: instant().notNull(),
    filledTo: uuid(),
    filledAt: instant(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    uniqueIndex('behaviour_counters_key').on(table.workspaceId, table.key),
  ],
)

/**
 * What one user did. `live` holds what was counted since `counted_from`; `filled` what the job has counted of the time
 * before, and counts once it is done; until then `early` stands in for it: what came in those first moments.
 */
export const behaviours = pgTable(
  'behaviours',
  {
    workspaceId: workspaceId(),
    counterId: id(),
    userId: text().notNull(),
    live: jsonOf<BehaviourCounter>(),
    early: jsonOf<BehaviourCounter>(),
    filled: jsonOf<BehaviourCounter>(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.counterId, table.userId] })],
)
