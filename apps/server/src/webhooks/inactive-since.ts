import { sql as raw } from 'drizzle-orm'
import type { Ctx } from '../context.ts'
import { textArray } from '../db/array-literal.ts'
import { publicId, timeOf, uuidOf } from '../ids.ts'
import type { WebhookRow } from './row.ts'

/** Since when webhooks are inactive, and who made them so: the audit trail knows. One that was made inactive is so since then. */
export async function readInactive(
  { services, workspaceId }: Ctx,
  rows: readonly WebhookRow[],
): Promise<Map<string, { since: string; by: string | null }>> {
  const inactive = rows.filter(({ status }) => status === 'inactive')
  if (inactive.length === 0) return new Map()
  const targets = textArray(inactive.map(({ id }) => publicId('whk', id)))
  const changes = await services.database.db.execute<{ targetId: string; id: string; by: string }>(raw`
    SELECT DISTINCT ON (target_id) target_id AS "targetId", id, actor_name AS by FROM audit
    WHERE workspace_id = ${workspaceId} AND target_kind = 'webhook' AND target_id = ANY (${targets}::text[])
      AND detail ->> 'status' = 'inactive'
    ORDER BY target_id, id DESC`)
  const known = new Map(changes.map(({ targetId, id, by }) => [uuidOf('whk', targetId), { since: new Date(timeOf(id)).toISOString(), by }]))
  return new Map(inactive.map((row) => [row.id, known.get(row.id) ?? { since: row.createdAt.toISOString(), by: null }]))
}
