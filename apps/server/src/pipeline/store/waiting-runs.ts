import type { EngineEvent, PathEntry } from '@hookline/engine'
import type { JsonObject } from '@hookline/schema'
import { plainArray, textArray } from '../../db/array-literal.ts'
import type { Tx } from '../../db/client.ts'

/** Where a run waits, and until when. */
interface Wait {
  path: readonly PathEntry[]
  nodeId: string
  dueMs: number
}

/** A claimed run that waits again. */
export interface RunWait extends Wait {
  place: string
}

/** A claimed run that has ended: with an error where a bug stopped it. */
export interface WaitEnd {
  place: string
  id: string
  path: readonly PathEntry[]
  error: string | null
}

/** A run that waits in the step that began it, with the event that it keeps. */
export interface NewWaitingRun extends Wait {
  id: string
  automationId: string
  version: number
  event: EngineEvent
}

/** A run whose time has come, with its user's state as it is now; its row and its user's are locked. */
export interface ClaimedRun {
  /** Where its row lies: it stays there as long as it is locked, so no index is asked for it again. */
  place: string
  id: string
  automationId: string
  version: number
  userId: string
  nodeId: string
  path: PathEntry[]
  eventId: string
  eventType: string
  campaignId: string | null
  occurredAt: string
  data: JsonObject
  state: JsonObject
}

/** Stores runs that wait from the step that began them. */
export async function insertWaiting(tx: Tx, workspaceId: number, runs: readonly NewWaitingRun[]): Promise<void> {
  if (runs.length === 0) return
  const texts = (pick: (run: NewWaitingRun) => string | null) => textArray(runs.map(pick))
  const plain = (pick: (run: NewWaitingRun) => string | number) => plainArray(runs.map(pick))
  await tx`
    INSERT INTO waiting_runs (
      workspace_id, id, automation_id, version, user_id, event_id, path, node_id, due_at, event_type, campaign_id, occurred_at, data)
    SELECT ${workspaceId}, id, automation_id, version, user_id, event_id, path::json, node_id, to_timestamp(due_ms / 1000), event_type,
      campaign_id, occurred_at, data::json
    FROM unnest(
      ${plain((run) => run.id)}::uuid[], ${plain((run) => run.automationId)}::uuid[], ${plain((run) => run.version)}::int[],
      ${texts((run) => run.event.userId)}::text[], ${texts((run) => run.event.id)}::text[], ${texts((run) => JSON.stringify(run.path))}::text[],
      ${texts((run) => run.nodeId)}::text[], ${plain((run) => run.dueMs)}::float8[], ${texts((run) => run.event.type)}::text[],
      ${texts((run) => run.event.campaignId)}::text[], ${texts((run) => run.event.occurredAt)}::text[],
      ${texts((run) => JSON.stringify(run.event.data))}::text[]
    ) AS t (id, automation_id, version, user_id, event_id, path, node_id, due_ms, event_type, campaign_id, occurred_at, data)`
}

export interface ClaimInput {
  /** Whose runs may go on: those of the first are taken first. */
  automationIds: readonly string[]
  nowMs: number
  limit: number
}

/**
 * Claims runs whose time has come, until the transaction ends: nobody else goes on with them. Runs and users that somebody
 * else has locked are left for another time, so that this waits for nobody: it can be no part of a deadlock, though it locks
 * runs before users. What is locked in a lateral part is looked up row by row: the plan cannot be another (decision 0009).
 * A run that was claimed while its user is locked elsewhere is let go with the transaction.
 */
export function claimWaiting(tx: Tx, workspaceId: number, { automationIds, nowMs, limit }: ClaimInput): Promise<ClaimedRun[]> {
  return tx<ClaimedRun[]>`
    WITH due AS MATERIALIZED (
      SELECT run.* FROM unnest(${plainArray(automationIds)}::uuid[]) AS automation (id) CROSS JOIN LATERAL (
        SELECT ctid AS place, * FROM waiting_runs
        WHERE workspace_id = ${workspaceId} AND automation_id = automation.id AND due_at <= to_timestamp(${nowMs / 1000}::float8)
        ORDER BY due_at LIMIT ${limit} FOR UPDATE SKIP LOCKED
      ) AS run LIMIT ${limit}
    )
    SELECT place::text, due.id, automation_id AS "automationId", version, user_id AS "userId", node_id AS "nodeId", path, event_id AS "eventId",
      event_type AS "eventType", campaign_id AS "campaignId", occurred_at AS "occurredAt", data, state
    FROM due CROSS JOIN LATERAL (
      SELECT state FROM users WHERE users.workspace_id = ${workspaceId} AND users.id = due.user_id FOR UPDATE SKIP LOCKED
    ) AS whose`
}

/** Claims one run again, in another transaction than the one that claimed it first. Out: its place; null where it has gone on. */
export async function claimAgain(tx: Tx, workspaceId: number, { automationId, id, nodeId }: ClaimedRun): Promise<string | null> {
  const [row] = await tx<{ place: string }[]>`
    SELECT ctid::text AS place FROM waiting_runs
    WHERE workspace_id = ${workspaceId} AND automation_id = ${automationId}::uuid AND id = ${id}::uuid AND node_id = ${nodeId}
    FOR UPDATE SKIP LOCKED`
  return row?.place ?? null
}

/** Writes where runs wait next; they are claimed. */
export async function keepWaiting(tx: Tx, runs: readonly RunWait[]): Promise<void> {
  if (runs.length === 0) return
  const places = plainArray(runs.map(({ place }) => `"${place}"`))
  await tx`
    UPDATE waiting_runs SET path = t.path::json, node_id = t.node_id, due_at = to_timestamp(due_ms / 1000)
    FROM unnest(
      ${places}::tid[], ${textArray(runs.map((run) => JSON.stringify(run.path)))}::text[],
      ${textArray(runs.map((run) => run.nodeId))}::text[], ${plainArray(runs.map((run) => run.dueMs))}::float8[]
    ) AS t (place, path, node_id, due_ms)
    WHERE waiting_runs.ctid = ANY (${places}::tid[]) AND waiting_runs.ctid = t.place`
}

/** Moves runs that have ended from those that wait to the history; they are claimed. */
export async function endWaiting(tx: Tx, { runs, nowMs }: { runs: readonly WaitEnd[]; nowMs: number }): Promise<void> {
  if (runs.length === 0) return
  await tx`
    WITH ended AS (
      DELETE FROM waiting_runs WHERE ctid = ANY (${plainArray(runs.map(({ place }) => `"${place}"`))}::tid[])
      RETURNING workspace_id, id, automation_id, version, user_id, event_id
    )
    INSERT INTO runs (workspace_id, id, automation_id, version, user_id, event_id, status, path, error, finished_at)
    SELECT workspace_id, id, automation_id, version, user_id, event_id, CASE WHEN error IS NULL THEN 'finished' ELSE 'failed' END,
      t.path::json, error, to_timestamp(${nowMs / 1000}::float8)
    FROM ended JOIN unnest(
      ${plainArray(runs.map((run) => run.id))}::uuid[], ${textArray(runs.map((run) => JSON.stringify(run.path)))}::text[],
      ${textArray(runs.map((run) => run.error))}::text[]
    ) AS t (id, path, error) USING (id)`
}
