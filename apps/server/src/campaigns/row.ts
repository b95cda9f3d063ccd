import type { Campaign } from '@hookline/schema'
import { sql as raw } from 'drizzle-orm'
import type { campaigns } from '../db/schema/index.ts'

type CampaignRow = typeof campaigns.$inferSelect

/** What keeps to the events of a campaign. */
interface Users {
  webhookCount: number
  automationCount: number
}

// The columns are written out: drizzle names those of a single table without it.
/** How many webhooks and automations keep to the campaign of the row that is selected. */
export const countUsers = {
  webhookCount: raw<number>`(
    SELECT count(*)::int FROM webhooks AS w WHERE w.workspace_id = campaigns.workspace_id AND w.campaign_id = campaigns.id)`,
  automationCount: raw<number>`(
    SELECT count(*)::int FROM automations AS a
    WHERE a.workspace_id = campaigns.workspace_id AND a.campaign_id = campaigns.id AND a.deleted_at IS NULL)`,
}

export function toCampaign({ row, webhookCount, automationCount }: { row: CampaignRow } & Users): Campaign {
  const { id, name, createdAt, updatedAt } = row
  return { id, name, webhookCount, automationCount, createdAt: createdAt.toISOString(), updatedAt: updatedAt.toISOString() }
}
