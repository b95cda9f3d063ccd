import { groupOfScope, type TrialEvent } from '@hookline/schema'
import { sql as raw } from 'drizzle-orm'
import type { Ctx } from '../context.ts'
import { textArray } from '../db/array-literal.ts'
import { expandGroups } from '../live/expand-groups.ts'
import type { WebhookRow } from './row.ts'

/** Sample events of types as a webhook would get them; a type that nobody knows has no data. */
export async function sampleEvents(
  ctx: Ctx,
  row: WebhookRow,
  { types, userId }: { types: readonly string[]; userId: string },
): Promise<TrialEvent[]> {
  const samples = await ctx.services.database.db.execute<{ name: string; sample: TrialEvent['data'] | null }>(raw`
    SELECT name, coalesce(sample, last_sample) AS sample FROM event_types
    WHERE workspace_id = ${ctx.workspaceId} AND name = ANY (${textArray(types)}::text[])`)
  const known = new Map(samples.map(({ name, sample }) => [name, sample ?? {}]))
  return types.map((type) => ({ type, userId, campaignId: row.campaignId, data: known.get(type) ?? {} }))
}

/** The event types that a webhook is for: of all types (`*`) those that were seen last, or else by their names. */
export async function typesOf({ services, workspaceId }: Ctx, row: WebhookRow, limit: number): Promise<string[]> {
  const { db } = services.database
  if (row.eventTypes.includes('*')) {
    const rows = await db.execute<{ name: string }>(raw`
      SELECT name FROM event_types WHERE workspace_id = ${workspaceId} ORDER BY last_seen_at DESC NULLS LAST, name LIMIT ${limit}`)
    return rows.map(({ name }) => name)
  }
  const groups = row.eventTypes.flatMap((name) => groupOfScope(name) ?? [])
  const grouped = await db.execute<{ name: string; group: string }>(raw`
    SELECT name, event_group AS "group" FROM event_types
    WHERE workspace_id = ${workspaceId} AND event_group = ANY (${textArray(groups)}::text[]) ORDER BY name`)
  return expandGroups(row.eventTypes, grouped).slice(0, limit)
}
