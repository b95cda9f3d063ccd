import type { EngineEvent, PathEntry } from '@hookline/engine'
import type { JsonObject } from '@hookline/schema'
import { plainArray, textArray } from '../../db/array-literal.ts'
import type { Tx } from '../../db/client.ts'
import type { RunEnd } from './runs.ts'

/** Where a run waits, and until when. */
export interface RunWait {
  id: string
  automationId: string
  path: readonly PathEntry[]
  nodeId: string
  dueMs: number
}

/** A run that waits in the step that began it, with the event that it keeps. */
export interface NewWaitingRun extends RunWait {
  version: number
  event: EngineEvent
}

/** A run whose time has come, with its user's state as it is now; its row and its user's are locked. */
export interface ClaimedRun {
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
 * runs before users. A run that was claimed while its user is locked elsewhere is let go with the transaction.
 */
export function claimWaiting(tx: Tx, workspaceId: number, { automationIds, nowMs, limit }: ClaimInput): Promise<ClaimedRun[]> {
  return tx<ClaimedRun[]>`
    WITH due AS MATERIALIZED (
      SELECT run.* FROM unnest(${plainArray(automationIds)}::uuid[]) AS automation (id) CROSS JOIN LATERAL (
        SELECT * FROM waiting_runs
        WHERE workspace_id = ${workspaceId} AND automation_id = automation.id AND due_at <= to_timestamp(${nowMs / 1000}::float8)
        ORDER BY due_at LIMIT ${limit} FOR UPDATE SKIP LOCKED
      ) AS run LIMIT ${limit}
    )
    SELECT due.id, automation_id AS "automationId", version, user_id AS "userId", node_id AS "nodeId", path, event_id AS "eventId",
      event_type AS "eventType", campaign_id AS "campaignId", occurred_at AS "occurredAt", data, state
    FROM due JOIN users ON users.workspace_id = ${workspaceId} AND users.id = due.user_id
    FOR UPDATE OF users SKIP LOCKED`
}

/** Writes where runs wait next; they are claimed. */
export async function keepWaiting(tx: Tx, workspaceId: number, runs: readonly RunWait[]): Promise<void> {
  if (runs.length === 0) return
  await tx`
    UPDATE waiting_runs SET path = t.path::json, node_id = t.node_id, due_at = to_timestamp(due_ms / 1000)
    FROM unnest(
      ${plainArray(runs.map((run) => run.automationId))}::uuid[], ${plainArray(runs.map((run) => run.id))}::uuid[],
      ${textArray(runs.map((run) => JSON.stringify(run.path)))}::text[], ${textArray(runs.map((run) => run.nodeId))}::text[],
      ${plainArray(runs.map((run) => run.dueMs))}::float8[]
    ) AS t (automation_id, id, path, node_id, due_ms)
    WHERE workspace_id = ${workspaceId} AND waiting_runs.automation_id = t.automation_id AND waiting_runs.id = t.id`
}

/** Moves runs that have ended from those that wait to the history; they are claimed. */
export async function endWaiting(tx: Tx, workspaceId: number, { runs, nowMs }: { runs: readonly RunEnd[]; nowMs: number }): Promise<void> {
  if (runs.length === 0) return
  await tx`
    WITH input AS (
      SELECT * FROM unnest(
        ${plainArray(runs.map((run) => run.automationId))}::uuid[], ${plainArray(runs.map((run) => run.id))}::uuid[],
        ${textArray(runs.map((run) => JSON.stringify(run.path)))}::text[], ${textArray(runs.map((run) => run.error))}::text[]
      ) AS t (automation_id, id, path, error)
    ), ended AS (
      DELETE FROM waiting_runs USING input
      WHERE workspace_id = ${workspaceId} AND waiting_runs.automation_id = input.automation_id AND waiting_runs.id = input.id
      RETURNING waiting_runs.id, waiting_runs.automation_id, version, user_id, event_id, input.path AS whole_path, error
    )
    INSERT INTO runs (workspace_id, id, automation_id, version, user_id, event_id, status, path, error, finished_at)
    SELECT ${workspaceId}, id, automation_id, version, user_id, event_id, CASE WHEN error IS NULL THEN 'finished' ELSE 'failed' END,
      whole_path::json, error, to_timestamp(${nowMs / 1000}::float8)
    FROM ended`
}
