import type { PendingQuery, Row } from 'postgres'
import type { Sql } from '../db/client.ts'

// Runs that wait for what is no more end as `cancelled`. Runs that go on at this moment are locked, and left.

/** Rows of one statement, so that no lock is held for long. */
const stepRows = 5000

/** Ends the runs of an automation that was removed. Out: how many. */
export function cancelRunsOf(sql: Sql, { workspaceId, automationId }: { workspaceId: number; automationId: string }): Promise<number> {
  return cancelInSteps(sql, sql`workspace_id = ${workspaceId} AND automation_id = ${automationId}::uuid`)
}

/** Ends the runs of all automations that were removed. Out: how many. */
export function cancelSourcelessRuns(sql: Sql): Promise<number> {
  return cancelInSteps(sql, sql`(workspace_id, automation_id) IN (SELECT workspace_id, id FROM automations WHERE deleted_at IS NOT NULL)`)
}

async function cancelInSteps(sql: Sql, condition: PendingQuery<Row[]>): Promise<number> {
  for (let total = 0; ; ) {
    const { count } = await sql`
      WITH step AS MATERIALIZED (
        SELECT workspace_id, automation_id, id FROM waiting_runs WHERE ${condition} LIMIT ${stepRows} FOR UPDATE SKIP LOCKED
      ), gone AS (
        DELETE FROM waiting_runs AS run USING step
        WHERE run.workspace_id = step.workspace_id AND run.automation_id = step.automation_id AND run.id = step.id
        RETURNING run.*
      )
      INSERT INTO runs (workspace_id, id, automation_id, version, user_id, event_id, status, path, finished_at)
      SELECT workspace_id, id, automation_id, version, user_id, event_id, 'cancelled', path, now() FROM gone`
    total += count
    if (count < stepRows) return total
  }
}
