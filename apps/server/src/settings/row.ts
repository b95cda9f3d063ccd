import type { Settings } from '@hookline/schema'
import type { workspaces } from '../db/schema/index.ts'

export function toSettings(row: typeof workspaces.$inferSelect): Settings {
  return {
    webhooksEnabled: row.webhooksEnabled,
    webhooksChangedAt: row.webhooksChangedAt?.toISOString() ?? null,
    webhooksChangedBy: row.webhooksChangedBy,
    eventsRetentionDays: row.eventsRetentionDays,
    allowedOrigins: row.allowedOrigins,
    deliveriesRetentionDays: row.deliveriesRetentionDays,
  }
}
