import type { HeldReason } from '@hookline/schema'
import { plainArray } from '../db/array-literal.ts'
import type { Sql } from '../db/client.ts'
import type { Holder } from './owed.ts'

/** Which deliveries of the queue are meant: all of a workspace, or one source's. */
export interface QueueFilter {
  workspaceId: number
  sourceId?: string | undefined
}

/** Rows of one statement: a large backlog is worked off in steps, so that no lock is held for long. */
const stepRows = 5000

/** Holds what is owed and not under way. Held time uses up no retries. Out: how many. */
export async function holdOwed(sql: Sql, { workspaceId, sourceId }: QueueFilter, reason: HeldReason): Promise<number> {
  return inSteps(
    () => sql`
    UPDATE queue SET due_at = NULL, held_reason = ${reason}
    WHERE (workspace_id, id) IN (
      SELECT workspace_id, id FROM queue
      WHERE workspace_id = ${workspaceId} AND due_at < 'infinity' ${sourceId === undefined ? sql`` : sql`AND source_id = ${sourceId}`}
      LIMIT ${stepRows} FOR UPDATE SKIP LOCKED)`,
  )
}

/** Reasons that lie in the definitions, so that the database itself can say whether they hold. */
export type StopReason = Extract<HeldReason, 'switch-off' | 'webhook-inactive'>

/**
 * Holds deliveries that the holder had leased, where the reason is true in the database now: a process that does not
 * know yet that it is over holds nothing. What says so is locked, so that whoever changes it releases after this.
 * Out: how many are held.
 */
export async function holdLeased(
  sql: Sql,
  holder: Holder,
  { ids, reason }: { ids: readonly string[]; reason: StopReason },
): Promise<number> {
  const idArray = plainArray(ids)
  const rows = await sql`
    WITH stopped AS MATERIALIZED (${stoppedNow(sql, reason, idArray)})
    UPDATE queue SET due_at = NULL, held_reason = ${reason}, process_id = NULL, epoch = NULL
    FROM stopped
    WHERE queue.workspace_id = stopped.workspace_id AND queue.source_id = coalesce(stopped.source_id, queue.source_id)
      AND queue.id = ANY (${idArray}::uuid[]) AND due_at = 'infinity' AND process_id = ${holder.processId} AND epoch = ${holder.epoch}`
  return rows.count
}

/** Whole workspaces (no source), or sources, of these deliveries that are stopped for the reason. */
function stoppedNow(sql: Sql, reason: StopReason, idArray: string) {
  if (reason === 'switch-off') {
    return sql`
      SELECT id AS workspace_id, NULL::uuid AS source_id FROM workspaces
      WHERE NOT webhooks_enabled AND id IN (SELECT workspace_id FROM queue WHERE id = ANY (${idArray}::uuid[])) FOR SHARE`
  }
  return sql`
    SELECT workspace_id, id AS source_id FROM webhooks
    WHERE status = 'inactive' AND (workspace_id, id) IN (SELECT workspace_id, source_id FROM queue WHERE id = ANY (${idArray}::uuid[])) FOR SHARE`
}

/** Makes due what is held though its reason is over: the switch is on, the webhook active. Out: how many. */
export async function releaseUnstopped(sql: Sql): Promise<number> {
  return inSteps(
    () => sql`
    UPDATE queue SET due_at = now(), held_reason = NULL
    WHERE (workspace_id, id) IN (
      SELECT workspace_id, id FROM queue AS held
      WHERE due_at IS NULL AND (
        held_reason = 'switch-off' AND EXISTS (SELECT FROM workspaces WHERE workspaces.id = held.workspace_id AND webhooks_enabled)
        OR held_reason = 'webhook-inactive' AND EXISTS (
          SELECT FROM webhooks WHERE webhooks.workspace_id = held.workspace_id AND webhooks.id = held.source_id AND status = 'active'))
      LIMIT ${stepRows} FOR UPDATE SKIP LOCKED)`,
  )
}

/** Makes held deliveries due at once, those made at or after `sinceId` if given. Out: how many. */
export async function releaseHeld(sql: Sql, filter: QueueFilter & { reason: HeldReason; sinceId?: string }): Promise<number> {
  return inSteps(
    () => sql`
    UPDATE queue SET due_at = now(), held_reason = NULL
    WHERE (workspace_id, id) IN (
      SELECT workspace_id, id FROM queue
      WHERE due_at IS NULL AND workspace_id = ${filter.workspaceId} AND held_reason = ${filter.reason}
        ${filter.sourceId === undefined ? sql`` : sql`AND source_id = ${filter.sourceId}`}
        ${filter.sinceId === undefined ? sql`` : sql`AND id >= ${filter.sinceId}::uuid`}
      LIMIT ${stepRows} FOR UPDATE SKIP LOCKED)`,
  )
}

async function inSteps(step: () => PromiseLike<{ count: number }>): Promise<number> {
  let total = 0
  for (;;) {
    const { count } = await step()
    total += count
    if (count < stepRows) return total
  }
}
