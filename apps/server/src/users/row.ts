import type { User } from '@hookline/schema'
import type { users } from '../db/schema/index.ts'

export function toUser(row: typeof users.$inferSelect): User {
  return { id: row.id, state: row.state, firstSeenAt: row.firstSeenAt.toISOString(), lastSeenAt: row.lastSeenAt.toISOString() }
}
