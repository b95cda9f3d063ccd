import { plainArray } from '../db/array-literal.ts'
import type { Sql } from '../db/client.ts'

/** The last attempt of a delivery; `error` is null where its answer was accepted. */
export interface EndpointCall {
  sourceId: string
  endpointId: string
  /** Of the delivery. */
  id: string
  atMs: number
  status: number | null
  error: string | null
}

const owedMax = 20_000

/** The last calls of sources, one of each endpoint: of deliveries that are done, and of those that are tried again. */
export async function readLastCalls(sql: Sql, workspaceId: number, sourceIds: readonly string[]): Promise<EndpointCall[]> {
  const ids = plainArray(sourceIds)
  return sql<EndpointCall[]>`
    SELECT DISTINCT ON (endpoint_id) source_id AS "sourceId", endpoint_id AS "endpointId", id,
      extract(epoch FROM at)::float8 * 1000 AS "atMs", status, error
    FROM (
      SELECT done.source_id, done.endpoint_id, done.id, done.attempt_started_at AS at, done.last_status AS status, done.error
      FROM (
        SELECT last_id FROM cohorts WHERE workspace_id = ${workspaceId} AND source_id = ANY (${ids}::uuid[])
        UNION SELECT last_id FROM cohort_additions WHERE workspace_id = ${workspaceId} AND source_id = ANY (${ids}::uuid[])
      ) AS newest
      CROSS JOIN LATERAL (SELECT * FROM deliveries WHERE workspace_id = ${workspaceId} AND id = newest.last_id) AS done
      WHERE done.attempt_started_at IS NOT NULL
      UNION ALL
      SELECT owed.source_id, owed.endpoint_id, owed.id, a.started_at, a.status, a.error
      FROM (SELECT * FROM queue WHERE workspace_id = ${workspaceId} LIMIT ${owedMax}) AS owed
      JOIN attempts AS a ON a.workspace_id = ${workspaceId} AND a.delivery_id = owed.id AND a.number = owed.attempts
      WHERE owed.attempts > 0 AND owed.source_id = ANY (${ids}::uuid[])
    ) AS made
    ORDER BY endpoint_id, at DESC`
}
