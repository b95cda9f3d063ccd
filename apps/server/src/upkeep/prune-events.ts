import type { Sql } from '../db/client.ts'
import { dropPartitions } from '../db/partitions.ts'
import { uuidFloor } from '../ids.ts'
import { batchRows, inBatches } from './in-batches.ts'

// The id of an event is kept as long as the event. A partition's ids are forgotten by their own primary key, in batches,
// before the partition is dropped: no index of keys by time is needed. One that a crash cut short begins again.

/** Drops the days of events and runs that ended before `beforeMs`, and the ids of those events. Out: the partitions dropped. */
export async function pruneEvents(sql: Sql, beforeMs: number, signal: AbortSignal): Promise<string[]> {
  await pruneOutsideDays(sql, beforeMs, signal)
  const runs = await dropPartitions(sql, { table: 'runs', beforeMs })
  return [...runs, ...(await dropPartitions(sql, { table: 'events', beforeMs, beforeDrop: ({ name }) => forgetIds(sql, name, signal) }))]
}

async function forgetIds(sql: Sql, partition: string, signal: AbortSignal): Promise<void> {
  let after = { workspaceId: 0, key: uuidFloor(0) }
  await inBatches(signal, async () => {
    const [last] = await sql<{ workspaceId: number; key: string; count: number }[]>`
      WITH batch AS (
        SELECT workspace_id, key, id FROM ${sql(partition)} WHERE (workspace_id, key) > (${after.workspaceId}, ${after.key}::uuid)
        ORDER BY workspace_id, key LIMIT ${batchRows}
      ), forgotten AS (
        DELETE FROM event_keys USING batch
        WHERE event_keys.workspace_id = batch.workspace_id AND event_id = batch.id AND event_key = batch.key
      )
      SELECT workspace_id AS "workspaceId", key, (SELECT count(*)::int FROM batch) AS count FROM batch
      ORDER BY workspace_id DESC, key DESC LIMIT 1`
    if (last) after = last
    return { count: last?.count ?? 0 }
  })
}

/**
 * What came on a day that had no partition lies in the DEFAULT one, which is never dropped. So do runs that waited for longer
 * than their day is kept: for them the time counts at which they ended.
 */
async function pruneOutsideDays(sql: Sql, beforeMs: number, signal: AbortSignal): Promise<void> {
  const beforeKey = uuidFloor(beforeMs)
  const before = new Date(beforeMs).toISOString()
  await inBatches(
    signal,
    () => sql`
    WITH gone AS (
      DELETE FROM events_default WHERE ctid = ANY (ARRAY(SELECT ctid FROM events_default WHERE key < ${beforeKey}::uuid LIMIT ${batchRows}))
      RETURNING workspace_id, key, id
    ), forgotten AS (
      DELETE FROM event_keys USING gone
      WHERE event_keys.workspace_id = gone.workspace_id AND event_id = gone.id AND event_key = gone.key
    )
    SELECT FROM gone`,
  )
  await inBatches(
    signal,
    () => sql`
    DELETE FROM runs_default WHERE ctid = ANY (ARRAY(
      SELECT ctid FROM runs_default WHERE id < ${beforeKey}::uuid AND finished_at < ${before}::timestamptz LIMIT ${batchRows}))`,
  )
}
