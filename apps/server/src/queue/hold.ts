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

/** Holds deliveries that the holder had leased and, knowing better now, does not send. */
export async function holdLeased(sql: Sql, holder: Holder, { ids, reason }: { ids: readonly string[]; reason: HeldReason }): Promise<void> {
  await sql`
    UPDATE queue SET due_at = NULL, held_reason = ${reason}, process_id = NULL, epoch = NULL
    WHERE id = ANY (${plainArray(ids)}::uuid[]) AND due_at = 'infinity' AND process_id = ${holder.processId} AND epoch = ${holder.epoch}`
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
