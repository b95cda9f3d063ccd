import type { Campaign } from '@hookline/schema'
import type { campaigns } from '../db/schema/index.ts'

export function toCampaign(row: typeof campaigns.$inferSelect): Campaign {
  return { id: row.id, name: row.name, createdAt: row.createdAt.toISOString(), updatedAt: row.updatedAt.toISOString() }
}
