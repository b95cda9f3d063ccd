import type { Sql } from '../db/client.ts'

const probeWaitMs = 90_000
const stepRows = 5000

/** Lets the oldest held delivery of a probing endpoint leave, alone. Out: whether there was one. */
export async function releaseProbe(
  sql: Sql,
  { workspaceId, endpointId, nowMs }: { workspaceId: number; endpointId: string; nowMs: number },
): Promise<boolean> {
  const rows = await sql`
    WITH state AS (
      SELECT workspace_id, endpoint_id FROM endpoint_states
      WHERE workspace_id = ${workspaceId} AND endpoint_id = ${endpointId}::uuid AND phase = 'probing'
        AND (probe_id IS NULL OR probe_until < ${new Date(nowMs).toISOString()}::timestamptz) FOR UPDATE SKIP LOCKED
    ), next AS (
      SELECT queue.workspace_id, id FROM queue JOIN state USING (workspace_id, endpoint_id)
      WHERE due_at IS NULL AND held_reason = 'breaker-open' ORDER BY id LIMIT 1 FOR UPDATE OF queue SKIP LOCKED
    ), freed AS (
      UPDATE queue SET due_at = now(), held_reason = NULL FROM next
      WHERE queue.workspace_id = next.workspace_id AND queue.id = next.id RETURNING queue.id
    )
    UPDATE endpoint_states SET probe_id = freed.id, probe_until = ${new Date(nowMs + probeWaitMs).toISOString()}::timestamptz
    FROM freed WHERE workspace_id = ${workspaceId} AND endpoint_id = ${endpointId}::uuid
    RETURNING 1`
  return rows.length > 0
}

/** Lets held deliveries of an endpoint leave, the oldest first, so many at most. Out: how many. */
export async function releaseSome(
  sql: Sql,
  { workspaceId, endpointId, count }: { workspaceId: number; endpointId: string; count: number },
): Promise<number> {
  let total = 0
  while (total < count) {
    const step = Math.min(stepRows, count - total)
    const { count: freed } = await sql`
      UPDATE queue SET due_at = now(), held_reason = NULL
      WHERE id = ANY (ARRAY(
        SELECT id FROM queue
        WHERE workspace_id = ${workspaceId} AND endpoint_id = ${endpointId}::uuid AND due_at IS NULL
          AND held_reason IN ('breaker-open', 'endpoint-paused')
        ORDER BY id LIMIT ${step} FOR UPDATE SKIP LOCKED))`
    total += freed
    if (freed < step) break
  }
  return total
}

/** Notes how many have left of an endpoint that drains; one that has nothing left to drain is closed. Out: whether it is. */
export async function noteDrained(
  sql: Sql,
  { workspaceId, endpointId, drained, isDone }: { workspaceId: number; endpointId: string; drained: number; isDone: boolean },
): Promise<void> {
  await sql`
    UPDATE endpoint_states SET drained = ${drained}, phase = CASE WHEN ${isDone} THEN NULL ELSE phase END
    WHERE workspace_id = ${workspaceId} AND endpoint_id = ${endpointId}::uuid AND phase = 'draining'`
}
