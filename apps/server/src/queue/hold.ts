import type { HeldReason } from '@hookline/schema'
import { plainArray } from '../db/array-literal.ts'
import type { Sql } from '../db/client.ts'
import type { Holder } from './owed.ts'

/** Which deliveries of the queue are meant: all of a workspace, one source's or one endpoint's. */
export interface QueueFilter {
  workspaceId: number
  sourceId?: string | undefined
  endpointId?: string | undefined
}

/** Rows of one statement: a large backlog is worked off in steps, so that no lock is held for long. */
const stepRows = 5000

/** Holds what is owed and not under way. Held time uses up no retries. Out: how many. */
export async function holdOwed(sql: Sql, { workspaceId, sourceId, endpointId }: QueueFilter, reason: HeldReason): Promise<number> {
  return inSteps(
    () => sql`
    UPDATE queue SET due_at = NULL, held_reason = ${reason}
    WHERE id = ANY (ARRAY(
      SELECT id FROM queue
      WHERE workspace_id = ${workspaceId} AND due_at < 'infinity' ${sourceId === undefined ? sql`` : sql`AND source_id = ${sourceId}`}
        ${endpointId === undefined ? sql`` : sql`AND endpoint_id = ${endpointId}`}
      LIMIT ${stepRows} FOR UPDATE SKIP LOCKED))`,
  )
}

/** Reasons of which the database itself can say whether they hold: in the definitions, or in the state of an endpoint. */
export type StopReason = HeldReason

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
      AND queue.endpoint_id = coalesce(stopped.endpoint_id, queue.endpoint_id) AND queue.id IS DISTINCT FROM stopped.but_id
      AND queue.id = ANY (${idArray}::uuid[]) AND process_id = ${holder.processId} AND epoch = ${holder.epoch}`
  return rows.count
}

/** Whole workspaces, sources or endpoints of these deliveries that are stopped for the reason; `but_id` may leave all the same. */
function stoppedNow(sql: Sql, reason: StopReason, idArray: string) {
  if (reason === 'switch-off') {
    return sql`
      SELECT id AS workspace_id, NULL::uuid AS source_id, NULL::uuid AS endpoint_id, NULL::uuid AS but_id FROM workspaces
      WHERE NOT webhooks_enabled AND id IN (SELECT workspace_id FROM queue WHERE id = ANY (${idArray}::uuid[])) FOR SHARE`
  }
  if (reason !== 'webhook-inactive') {
    return sql`
      SELECT workspace_id, NULL::uuid AS source_id, endpoint_id, CASE WHEN phase = 'probing' THEN probe_id END AS but_id FROM endpoint_states
      WHERE ${reason === 'endpoint-paused' ? sql`paused_at IS NOT NULL` : sql`phase IN ('open', 'probing')`}
        AND (workspace_id, endpoint_id) IN (SELECT workspace_id, endpoint_id FROM queue WHERE id = ANY (${idArray}::uuid[])) FOR SHARE`
  }
  return sql`
    SELECT workspace_id, id AS source_id, NULL::uuid AS endpoint_id, NULL::uuid AS but_id FROM webhooks
    WHERE status = 'inactive' AND (workspace_id, id) IN (SELECT workspace_id, source_id FROM queue WHERE id = ANY (${idArray}::uuid[])) FOR SHARE`
}

/** Makes due what is held though its reason is over: the switch is on, the webhook active. Out: how many. */
export async function releaseUnstopped(sql: Sql): Promise<number> {
  return inSteps(
    () => sql`
    UPDATE queue SET due_at = now(), held_reason = NULL
    WHERE id = ANY (ARRAY(
      SELECT id FROM queue AS held
      WHERE due_at IS NULL AND (
        held_reason = 'switch-off' AND EXISTS (SELECT FROM workspaces WHERE workspaces.id = held.workspace_id AND webhooks_enabled)
        OR held_reason = 'webhook-inactive' AND EXISTS (
          SELECT FROM webhooks WHERE webhooks.workspace_id = held.workspace_id AND webhooks.id = held.source_id AND status = 'active'))
      LIMIT ${stepRows} FOR UPDATE SKIP LOCKED))`,
  )
}

/** The same for what endpoints hold: nothing stands against them any more. Out: how many. */
export async function releaseFreeEndpoints(sql: Sql): Promise<number> {
  return inSteps(
    () => sql`
    UPDATE queue SET due_at = now(), held_reason = NULL
    WHERE id = ANY (ARRAY(
      SELECT id FROM queue AS held
      WHERE due_at IS NULL AND held_reason IN ('breaker-open', 'endpoint-paused') AND NOT EXISTS (
        SELECT FROM endpoint_states AS s
        WHERE s.workspace_id = held.workspace_id AND s.endpoint_id = held.endpoint_id AND (phase IS NOT NULL OR paused_at IS NOT NULL))
      LIMIT ${stepRows} FOR UPDATE SKIP LOCKED))`,
  )
}

/** Makes held deliveries due at once, those made at or after `sinceId` if given. Out: how many. */
export async function releaseHeld(sql: Sql, filter: QueueFilter & { reason: HeldReason; sinceId?: string }): Promise<number> {
  return inSteps(
    () => sql`
    UPDATE queue SET due_at = now(), held_reason = NULL
    WHERE id = ANY (ARRAY(
      SELECT id FROM queue
      WHERE due_at IS NULL AND workspace_id = ${filter.workspaceId} AND held_reason = ${filter.reason}
        ${filter.sourceId === undefined ? sql`` : sql`AND source_id = ${filter.sourceId}`}
        ${filter.sinceId === undefined ? sql`` : sql`AND id >= ${filter.sinceId}::uuid`}
      LIMIT ${stepRows} FOR UPDATE SKIP LOCKED))`,
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
