import type { Attention } from '@hookline/schema'
import type { Ctx } from '../context.ts'
import { hostOf } from '../endpoints/host.ts'
import { publicId } from '../ids.ts'

const endpointsMax = 20

/** Endpoints that are paused, or left alone by their breaker, with what is held for them; the longest first. */
export async function listStoppedEndpoints({ ctx }: { ctx: Ctx }): Promise<Attention[]> {
  const { services, workspaceId } = ctx
  const rows = await services.database.sql<{ id: string; url: string; name: string; isPaused: boolean; held: number }[]>`
    SELECT e.id, e.url, coalesce(w.name, a.name) AS name, s.paused_at IS NOT NULL AS "isPaused",
      (SELECT count(*)::int FROM (
        SELECT FROM queue WHERE due_at IS NULL AND held_reason IN ('breaker-open', 'endpoint-paused') AND endpoint_id = e.id LIMIT 10000) AS seen) AS held
    FROM endpoint_states AS s
    JOIN endpoints AS e ON e.workspace_id = s.workspace_id AND e.id = s.endpoint_id
    LEFT JOIN webhooks AS w ON e.source_kind = 'webhook' AND w.workspace_id = e.workspace_id AND w.id = e.source_id
    LEFT JOIN automations AS a
      ON e.source_kind = 'automation' AND a.workspace_id = e.workspace_id AND a.id = e.source_id AND a.deleted_at IS NULL
    WHERE s.workspace_id = ${workspaceId} AND (s.paused_at IS NOT NULL OR s.phase IN ('open', 'probing')) AND coalesce(w.id, a.id) IS NOT NULL
    ORDER BY coalesce(s.paused_at, s.since), e.id LIMIT ${endpointsMax}`
  return rows.map(({ id, url, name, isPaused, held }) => ({
    kind: 'paused' as const,
    title: isPaused ? `${hostOf(url)} of "${name}" is paused` : `${hostOf(url)} of "${name}" mostly fails and is left alone`,
    count: held,
    href: `/deliveries?endpointId=${publicId('ep', id)}${held > 0 ? '&status=held' : ''}`,
  }))
}
