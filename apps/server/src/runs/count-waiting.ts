import type { Sql } from '../db/client.ts'

/** How many runs of an automation wait, by the block at which they do. */
export async function countWaiting(sql: Sql, workspaceId: number, automationId: string): Promise<ReadonlyMap<string, number>> {
  const rows = await sql<{ nodeId: string; count: number }[]>`
    SELECT node_id AS "nodeId", count(*)::int AS count FROM waiting_runs
    WHERE workspace_id = ${workspaceId} AND automation_id = ${automationId}::uuid GROUP BY node_id`
  return new Map(rows.map(({ nodeId, count }) => [nodeId, count]))
}
