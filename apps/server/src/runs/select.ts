import type { RunQuery } from '@hookline/schema'
import type { PendingQuery, Row } from 'postgres'
import type { Sql, Tx } from '../db/client.ts'
import type { RunRow } from './row.ts'

/** A part of a statement, whatever rows it would give. */
type Fragment = PendingQuery<Row[]>

/** Which runs: a condition on columns that both tables have, and what a list was asked for beside it. */
export interface RunFilter extends Pick<RunQuery, 'status' | 'nodeId'> {
  where: Fragment
  limit: number
}

/** Runs that wait and runs that have ended, the newest first. With a `nodeId`: those that wait there. */
export function selectRuns(sql: Sql | Tx, { where, status, nodeId, limit }: RunFilter): PendingQuery<RunRow[]> {
  const waits = status === undefined || status === 'waiting' ? sql`true` : sql`false`
  const ended = status === 'waiting' || nodeId !== undefined ? sql`false` : statusIs(sql, status)
  const columns = sql`
    id, automation_id AS "automationId", version, user_id AS "userId", event_id AS "eventId", path`
  return sql<RunRow[]>`
    SELECT * FROM (
      (SELECT ${columns}, 'waiting' AS status, NULL AS error, NULL::float8 AS "finishedMs", node_id AS "nodeId",
        extract(epoch FROM due_at)::float8 * 1000 AS "dueMs"
      FROM waiting_runs WHERE ${where} AND ${waits} ${nodeId === undefined ? sql`` : sql`AND node_id = ${nodeId}`}
      ORDER BY id DESC LIMIT ${limit})
      UNION ALL
      (SELECT ${columns}, status, error, extract(epoch FROM finished_at)::float8 * 1000, NULL, NULL
      FROM runs WHERE ${where} AND ${ended} ORDER BY id DESC LIMIT ${limit})
    ) AS either ORDER BY id DESC LIMIT ${limit}`
}

/** Rare ones have an index of their own, which is only found by what it says. */
function statusIs(sql: Sql | Tx, status: RunQuery['status']): Fragment {
  if (status === undefined) return sql`true`
  return status === 'finished' ? sql`status = 'finished'` : sql`status <> 'finished' AND status = ${status}`
}
