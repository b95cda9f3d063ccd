import type { Sql } from '../db/client.ts'
import { dropPartitions } from '../db/partitions.ts'
import { countDone, countedColumns } from '../queue/count-done.ts'
import { batchRows, inBatches } from './in-batches.ts'
import { forgetCounts } from './prune-cohorts.ts'

/**
 * Drops the days of deliveries and attempts that ended before `beforeMs`, with what was counted of them. A delivery that
 * was owed for longer than that ends in the DEFAULT partition: there the time counts at which it ended, or was tried.
 * Out: the partitions dropped.
 */
export async function pruneDeliveries(sql: Sql, beforeMs: number, signal: AbortSignal): Promise<string[]> {
  const before = new Date(beforeMs).toISOString()
  await inBatches(
    signal,
    () => sql`
    WITH gone AS (
      DELETE FROM deliveries_default
      WHERE ctid = ANY (ARRAY(SELECT ctid FROM deliveries_default WHERE finished_at < ${before}::timestamptz LIMIT ${batchRows}))
      RETURNING ${countedColumns(sql)}
    ), counted AS (${countDone(sql, 'gone', -1)})
    SELECT FROM gone`,
  )
  await inBatches(
    signal,
    () => sql`
    DELETE FROM attempts_default
    WHERE ctid = ANY (ARRAY(SELECT ctid FROM attempts_default WHERE started_at < ${before}::timestamptz LIMIT ${batchRows}))`,
  )
  const attempts = await dropPartitions(sql, { table: 'attempts', beforeMs })
  const beforeDrop = ({ dayStartMs }: { dayStartMs: number }) => forgetCounts(sql, dayStartMs, signal)
  return [...attempts, ...(await dropPartitions(sql, { table: 'deliveries', beforeMs, beforeDrop }))]
}
