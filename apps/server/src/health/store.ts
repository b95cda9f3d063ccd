import type { Breaker } from '@hookline/webhook'
import { plainArray } from '../db/array-literal.ts'
import type { Sql, Tx } from '../db/client.ts'
import { owePaused, pauseEndpoints } from '../queue/owe-events.ts'
import type { MinuteOfCalls } from './call-windows.ts'
import { breakerColumns, type EndpointState, type EndpointStateRow, type PauseReason, toState } from './endpoint-state.ts'

const ms = (sql: Sql, column: string) => sql`extract(epoch FROM ${sql(column)})::float8 * 1000`

/** Everything that is known against endpoints of a workspace. */
export async function readStates(sql: Sql, workspaceId: number): Promise<EndpointState[]> {
  const rows = await sql<EndpointStateRow[]>`
    SELECT endpoint_id AS "endpointId", phase, ${ms(sql, 'since')} AS "sinceMs", ${ms(sql, 'until')} AS "untilMs", openings, successes,
      drained, probe_id AS "probeId", ${ms(sql, 'probe_until')} AS "probeUntilMs", ${ms(sql, 'paused_at')} AS "pausedAtMs",
      paused_reason AS "pausedReason", paused_by AS "pausedBy", ${ms(sql, 'retry_after')} AS "retryAfterMs",
      ${ms(sql, 'failing_since')} AS "failingSinceMs"
    FROM endpoint_states WHERE workspace_id = ${workspaceId}`
  return rows.map(toState)
}

interface BreakerChange {
  workspaceId: number
  endpointId: string
  from: Breaker['phase']
  /** Only if this is still the delivery that is tried. */
  probeId?: string | null
  breaker: Breaker
  nowMs: number
}

/** Sets a breaker, if it is still in the phase that the change was made of. Out: whether it was. */
export async function setBreaker(sql: Sql, { workspaceId, endpointId, from, probeId, breaker, nowMs }: BreakerChange): Promise<boolean> {
  const { phase, since, until, openings, successes } = breakerColumns(breaker, nowMs)
  const rows = await sql`
    INSERT INTO endpoint_states AS s (workspace_id, endpoint_id, phase, since, until, openings, successes)
    SELECT ${workspaceId}, ${endpointId}::uuid, ${phase}, ${since}::timestamptz, ${until}::timestamptz, ${openings}, ${successes}
    WHERE ${from} = 'closed' OR EXISTS (SELECT FROM endpoint_states WHERE workspace_id = ${workspaceId} AND endpoint_id = ${endpointId}::uuid)
    ON CONFLICT (workspace_id, endpoint_id) DO UPDATE SET
      phase = excluded.phase, since = excluded.since, until = excluded.until, openings = excluded.openings, successes = excluded.successes,
      drained = 0, probe_id = NULL, probe_until = NULL
    WHERE coalesce(s.phase, 'closed') = ${from} ${probeId === undefined ? sql`` : sql`AND s.probe_id IS NOT DISTINCT FROM ${probeId}::uuid`}
    RETURNING 1`
  return rows.length > 0
}

/** Adds what this process counted to what others did. Out: the sums of the window, by endpoint. */
export async function shareCalls(
  sql: Sql,
  {
    workspaceId,
    processId,
    minutes,
    sinceMs,
  }: { workspaceId: number; processId: string; minutes: readonly MinuteOfCalls[]; sinceMs: number },
): Promise<{ endpointId: string; calls: number; failed: number }[]> {
  if (minutes.length === 0) return []
  const plain = (pick: (minute: MinuteOfCalls) => string | number) => plainArray(minutes.map(pick))
  await sql`
    INSERT INTO endpoint_calls (workspace_id, endpoint_id, process_id, minute, calls, failed)
    SELECT ${workspaceId}, endpoint_id, ${processId}::uuid, to_timestamp(minute / 1000), calls, failed
    FROM unnest(
      ${plain(({ endpointId }) => endpointId)}::uuid[], ${plain(({ minuteMs }) => minuteMs)}::float8[],
      ${plain(({ calls }) => calls)}::int[], ${plain(({ failed }) => failed)}::int[]) AS t (endpoint_id, minute, calls, failed)
    ON CONFLICT (workspace_id, endpoint_id, process_id, minute) DO UPDATE SET calls = excluded.calls, failed = excluded.failed`
  return sql`
    SELECT endpoint_id AS "endpointId", sum(calls)::int AS calls, sum(failed)::int AS failed FROM endpoint_calls
    WHERE workspace_id = ${workspaceId} AND endpoint_id = ANY (${plain(({ endpointId }) => endpointId)}::uuid[])
      AND minute > ${new Date(sinceMs).toISOString()}::timestamptz
    GROUP BY endpoint_id`
}

/** Endpoints of which some process saw a call fail lately: every process then counts theirs. */
export async function suspectedEndpoints(sql: Sql, workspaceId: number, sinceMs: number): Promise<Set<string>> {
  const rows = await sql<{ endpointId: string }[]>`
    SELECT DISTINCT endpoint_id AS "endpointId" FROM endpoint_calls
    WHERE workspace_id = ${workspaceId} AND minute > ${new Date(sinceMs).toISOString()}::timestamptz`
  return new Set(rows.map(({ endpointId }) => endpointId))
}

/** How many processes deliver now. */
export async function countSharers(sql: Sql): Promise<number> {
  const [row] = await sql<{ count: number }[]>`SELECT count(*)::int AS count FROM processes WHERE role <> 'api' AND expires_at > now()`
  return row?.count ?? 0
}

/** Forgets the calls of an endpoint that a process counted, or all that are past the breakers' window. */
export async function forgetCalls(
  sql: Sql,
  filter: { workspaceId: number; endpointId: string; processId: string } | { beforeMs: number },
): Promise<void> {
  if ('beforeMs' in filter) await sql`DELETE FROM endpoint_calls WHERE minute < ${new Date(filter.beforeMs).toISOString()}::timestamptz`
  else {
    await sql`
      DELETE FROM endpoint_calls
      WHERE workspace_id = ${filter.workspaceId} AND endpoint_id = ${filter.endpointId}::uuid AND process_id = ${filter.processId}::uuid`
  }
}

/** Notes since when an endpoint fails, where that is not known yet. */
export async function noteFailing(
  sql: Sql,
  workspaceId: number,
  { endpointIds, nowMs }: { endpointIds: readonly string[]; nowMs: number },
): Promise<void> {
  if (endpointIds.length === 0) return
  await sql`
    INSERT INTO endpoint_states AS s (workspace_id, endpoint_id, failing_since)
    SELECT ${workspaceId}, endpoint_id, ${new Date(nowMs).toISOString()}::timestamptz FROM unnest(${plainArray(endpointIds)}::uuid[]) AS t (endpoint_id)
    ON CONFLICT (workspace_id, endpoint_id) DO UPDATE SET failing_since = coalesce(s.failing_since, excluded.failing_since)`
}

/** Notes that endpoints succeed again. A row that then says nothing is removed. */
export async function noteWorking(sql: Sql, workspaceId: number, endpointIds: readonly string[]): Promise<void> {
  if (endpointIds.length === 0) return
  await sql`
    UPDATE endpoint_states SET failing_since = NULL
    WHERE workspace_id = ${workspaceId} AND endpoint_id = ANY (${plainArray(endpointIds)}::uuid[])`
  await sql`
    DELETE FROM endpoint_states
    WHERE workspace_id = ${workspaceId} AND endpoint_id = ANY (${plainArray(endpointIds)}::uuid[])
      AND phase IS NULL AND paused_at IS NULL AND retry_after IS NULL AND failing_since IS NULL`
}

/** Notes that a receiver wants no call before a time; the later of two holds. */
export async function noteRetryAfter(
  sql: Sql,
  workspaceId: number,
  { endpointId, untilMs }: { endpointId: string; untilMs: number },
): Promise<void> {
  await sql`
    INSERT INTO endpoint_states AS s (workspace_id, endpoint_id, retry_after)
    VALUES (${workspaceId}, ${endpointId}::uuid, ${new Date(untilMs).toISOString()}::timestamptz)
    ON CONFLICT (workspace_id, endpoint_id) DO UPDATE SET retry_after = greatest(s.retry_after, excluded.retry_after)`
}

interface Pause {
  workspaceId: number
  endpointId: string
  reason: PauseReason
  by: string | null
  nowMs: number
}

/** Pauses an endpoint; where Hookline does so by itself, its event about it is owed. Out: false where it is paused already. */
export async function setPause(sql: Sql | Tx, { workspaceId, endpointId, reason, by, nowMs }: Pause): Promise<boolean> {
  const at = new Date(nowMs).toISOString()
  const row = sql`SELECT ${workspaceId}::int, ${endpointId}::uuid, ${at}::timestamptz, ${reason}::text, ${by}::text`
  const rows = await sql`WITH paused AS (${pauseEndpoints(sql, row)}), ${owePaused(sql)} SELECT FROM paused`
  return rows.length > 0
}

/** Ends a pause: what was held drains. Out: false where it is not paused. */
export async function endPause(
  sql: Sql | Tx,
  { workspaceId, endpointId, nowMs }: Pick<Pause, 'workspaceId' | 'endpointId' | 'nowMs'>,
): Promise<boolean> {
  const rows = await sql`
    UPDATE endpoint_states SET
      paused_at = NULL, paused_reason = NULL, paused_by = NULL, failing_since = NULL, retry_after = NULL, phase = 'draining',
      since = ${new Date(nowMs).toISOString()}::timestamptz, until = NULL, openings = 0, successes = 0, drained = 0, probe_id = NULL, probe_until = NULL
    WHERE workspace_id = ${workspaceId} AND endpoint_id = ${endpointId}::uuid AND paused_at IS NOT NULL
    RETURNING 1`
  return rows.length > 0
}
