import type { Sql } from '../db/client.ts'

/** What one endpoint owes. */
export interface Waiting {
  endpointId: string
  owed: number
  held: number
  /** For how long the oldest that is due has been waiting; null where none is. */
  oldestDueMs: number | null
}

// The queue has no index by endpoint: it is looked through, but only so far.
const seenMax = 20_000

/** What is owed, by endpoint; null where the queue is longer than is looked through. */
export async function readWaiting(sql: Sql, workspaceId: number): Promise<Map<string, Waiting> | null> {
  const rows = await sql<Waiting[]>`
    SELECT endpoint_id AS "endpointId", count(*)::int AS owed, count(*) FILTER (WHERE due_at IS NULL)::int AS held,
      (extract(epoch FROM now() - min(due_at) FILTER (WHERE due_at <= now())) * 1000)::float8 AS "oldestDueMs"
    FROM (SELECT endpoint_id, due_at FROM queue WHERE workspace_id = ${workspaceId} LIMIT ${seenMax}) AS seen
    GROUP BY endpoint_id`
  const owed = rows.reduce((sum, row) => sum + row.owed, 0)
  return owed < seenMax ? new Map(rows.map((row) => [row.endpointId, row])) : null
}
