import { uuidFloor } from '../ids.ts'
import type { Sql } from './client.ts'

/** The tables of the history, each partitioned by the day in its key. */
export const partitionedTables = ['events', 'runs', 'deliveries', 'attempts'] as const
export type PartitionedTable = (typeof partitionedTables)[number]

const dayMs = 86_400_000
const daysAhead = 4

/** The name of the partition that holds a day (UTC), such as `events_20261121`. */
export function partitionName(table: PartitionedTable, dayStartMs: number): string {
  return `${table}_${new Date(dayStartMs).toISOString().slice(0, 10).replaceAll('-', '')}`
}

/**
 * Makes the partitions of today and the next days where they are missing. Rows of a day that already lie in the DEFAULT
 * partition (Hookline was off when the day was due) stay there: that day then has no partition of its own.
 */
export async function keepPartitions(sql: Sql, nowMs: number): Promise<void> {
  const existing = new Set((await partitionsOf(sql)).map((partition) => partition.name))
  const today = Math.floor(nowMs / dayMs) * dayMs
  for (const table of partitionedTables) {
    for (let day = today; day <= today + daysAhead * dayMs; day += dayMs) {
      const name = partitionName(table, day)
      if (!existing.has(name)) await makePartition(sql, { table, name, dayStartMs: day })
    }
  }
}

async function makePartition(
  sql: Sql,
  { table, name, dayStartMs }: { table: PartitionedTable; name: string; dayStartMs: number },
): Promise<void> {
  const from = uuidFloor(dayStartMs)
  const to = uuidFloor(dayStartMs + dayMs)
  try {
    await sql.unsafe(`CREATE TABLE IF NOT EXISTS "${name}" PARTITION OF "${table}" FOR VALUES FROM ('${from}') TO ('${to}')`)
  } catch (error) {
    // 23514: the DEFAULT partition holds rows of that day. 42P07: another process was faster.
    if (!(error instanceof Error && 'code' in error && (error.code === '23514' || error.code === '42P07'))) throw error
  }
}

/** All day partitions there are, with the day each one holds in epoch milliseconds. */
export async function partitionsOf(sql: Sql): Promise<{ table: PartitionedTable; name: string; dayStartMs: number }[]> {
  const rows = await sql<{ table: PartitionedTable; name: string }[]>`
    SELECT parent.relname AS table, child.relname AS name
    FROM pg_inherits JOIN pg_class parent ON parent.oid = inhparent JOIN pg_class child ON child.oid = inhrelid
    WHERE parent.relname = ANY (${[...partitionedTables]}) AND child.relname ~ '_[0-9]{8}$' AND pg_table_is_visible(parent.oid)`
  return rows.map((row) => ({ ...row, dayStartMs: dayOf(row.name) }))
}

/** Rows that are inserted wait behind a drop that waits for readers: it gives up before that hurts, and is tried again. */
const dropWaitMs = 2000

/** Drops the partitions whose day ended before `beforeMs`, the oldest first: the retention of a table's history. */
export async function dropPartitions(
  sql: Sql,
  { table, beforeMs, beforeDrop }: { table: PartitionedTable; beforeMs: number; beforeDrop?: (name: string) => Promise<void> },
): Promise<string[]> {
  const old = (await partitionsOf(sql))
    .filter((partition) => partition.table === table && partition.dayStartMs + dayMs <= beforeMs)
    .sort((a, b) => a.dayStartMs - b.dayStartMs)
  for (const { name } of old) {
    await beforeDrop?.(name)
    await sql.begin(async (tx) => {
      await tx.unsafe(`SET LOCAL lock_timeout = ${dropWaitMs}`)
      await tx.unsafe(`DROP TABLE IF EXISTS "${name}"`)
    })
  }
  return old.map((partition) => partition.name)
}

function dayOf(name: string): number {
  const day = name.slice(-8)
  return Date.parse(`${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}T00:00:00Z`)
}
