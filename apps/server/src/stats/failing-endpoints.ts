import type { Attention } from '@hookline/schema'
import type { Ctx } from '../context.ts'
import { hostOf } from '../endpoints/host.ts'
import { publicId } from '../ids.ts'

const hourMs = 3_600_000
/** Fewer failures than these may be an accident. */
const callsMin = 5
const endpointsMax = 20

/** Endpoints that accepted nothing of what was called in this hour of the clock and the last, the most called first. */
export async function listFailingEndpoints({ ctx, input }: { ctx: Ctx; input: { nowMs: number } }): Promise<Attention[]> {
  const { services, workspaceId } = ctx
  const from = new Date(input.nowMs - (input.nowMs % hourMs) - hourMs).toISOString()
  const rows = await services.database.sql<{ id: string; url: string; name: string; calls: number }[]>`
    SELECT e.id, e.url, coalesce(w.name, a.name) AS name, sum(t.calls)::int AS calls
    FROM endpoints AS e
    JOIN tallies AS t ON t.workspace_id = e.workspace_id AND t.span = 'hour' AND t.subject_id = e.id AND t.at >= ${from}::timestamptz
    LEFT JOIN webhooks AS w ON e.source_kind = 'webhook' AND w.workspace_id = e.workspace_id AND w.id = e.source_id
    LEFT JOIN automations AS a
      ON e.source_kind = 'automation' AND a.workspace_id = e.workspace_id AND a.id = e.source_id AND a.deleted_at IS NULL
    WHERE e.workspace_id = ${workspaceId} AND coalesce(w.id, a.id) IS NOT NULL
    GROUP BY e.id, e.url, w.name, a.name HAVING sum(t.calls) >= ${callsMin} AND sum(t.succeeded) = 0
    ORDER BY calls DESC, e.id LIMIT ${endpointsMax}`
  return rows.map(({ id, url, name, calls }) => ({
    kind: 'failing' as const,
    title: `${hostOf(url)} accepts nothing that "${name}" sends`,
    count: calls,
    href: `/deliveries?endpointId=${publicId('ep', id)}&from=${encodeURIComponent(from)}`,
  }))
}
