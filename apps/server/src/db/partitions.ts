import { uuidFloor } from '../ids.ts'
import type { Sql } from './client.ts'

/** The tables of the history, each partitioned by the day in its key. */
export const partitionedTables = ['events', 'runs', 'deliveries', 'attempts'] as const
export type PartitionedTable = (typeof partitionedTables)[number]

const dayMs = 86_400_000
const daysAhead = 4

/**
 * What no filter, order or group of a list names: bodies, headers, and what is only shown. ANALYZE computes nothing for it,
 * which is more than half of what it did for a day (docs/decisions/0015).
 */
const shownOnly: Record<PartitionedTable, readonly string[]> = {
  events: ['occurred_at', 'data', 'state'],
  runs: ['path', 'error', 'finished_at'],
  deliveries: [
    ...['version', 'method', 'headers', 'secret_headers', 'body', 'attempts', 'error_message'],
    ...['attempt_started_at', 'attempt_duration_ms', 'attempt_headers', 'attempt_body', 'attempt_body_truncated'],
  ],
  attempts: ['started_at', 'duration_ms', 'error_message', 'headers', 'body', 'body_truncated'],
}

/** A day is looked at again when it has grown by half: by a tenth, PostgreSQL's own, is every few seconds at full speed. */
const analyzeGrowth = 0.5

/** A partition that is made or dropped waits for readers, and rows that are inserted wait behind it: it gives up before that hurts. */
const lockWaitMs = 2000

/** The name of the partition that holds a day (UTC), such as `events_20261121`. */
export function partitionName(table: PartitionedTable, dayStartMs: number): string {
  return `${table}_${new Date(dayStartMs).toISOString().slice(0, 10).replaceAll('-', '')}`
}

/**
 * Makes the partitions of today and the next days where they are missing. Rows of a day that already lie in the DEFAULT
 * partition (Hookline was off when the day was due) stay there: that day then has no partition of its own. Out: the tables
 * that were in use for too long; theirs are to be made another time.
 */
export async function keepPartitions(sql: Sql, nowMs: number): Promise<PartitionedTable[]> {
  const existing = new Set((await partitionsOf(sql)).map((partition) => partition.name))
  const today = Math.floor(nowMs / dayMs) * dayMs
  const busy: PartitionedTable[] = []
  for (const table of partitionedTables) {
    for (let day = today; day <= today + daysAhead * dayMs; day += dayMs) {
      const name = partitionName(table, day)
      if (existing.has(name) || (await makePartition(sql, { table, name, dayStartMs: day }))) continue
      busy.push(table)
      break
    }
  }
  return busy
}

/** Out: false when the table was in use for too long. */
async function makePartition(
  sql: Sql,
  { table, name, dayStartMs }: { table: PartitionedTable; name: string; dayStartMs: number },
): Promise<boolean> {
  const from = uuidFloor(dayStartMs)
  const to = uuidFloor(dayStartMs + dayMs)
  try {
    await sql.begin(async (tx) => {
      await tx.unsafe(`SET LOCAL lock_timeout = ${lockWaitMs}`)
      await tx.unsafe(`CREATE TABLE IF NOT EXISTS "${name}" PARTITION OF "${table}" FOR VALUES FROM ('${from}') TO ('${to}')`)
      await tx.unsafe(`ALTER TABLE "${name}" SET (autovacuum_analyze_scale_factor = ${analyzeGrowth})`)
      await tx.unsafe(`ALTER TABLE "${name}" ${shownOnly[table].map((column) => `ALTER COLUMN ${column} SET STATISTICS 0`).join(', ')}`)
    })
    return true
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : ''
    // lock_not_available
    if (code === '55P03') return false
    // 23514: the DEFAULT partition holds rows of that day. 42P07: another process was faster.
    if (code !== '23514' && code !== '42P07') throw error
    return true
  }
}

/** A day of a table: its partition, and when the day begins in epoch milliseconds. */
export interface Partition {
  table: PartitionedTable
  name: string
  dayStartMs: number
}

/** All day partitions there are. */
export async function partitionsOf(sql: Sql): Promise<Partition[]> {
  const rows = await sql<{ table: PartitionedTable; name: string }[]>`
    SELECT parent.relname AS table, child.relname AS name
    FROM pg_inherits JOIN pg_class parent ON parent.oid = inhparent JOIN pg_class child ON child.oid = inhrelid
    WHERE parent.relname = ANY (${[...partitionedTables]}) AND child.relname ~ '_[0-9]{8}$' AND pg_table_is_visible(parent.oid)`
  return rows.map((row) => ({ ...row, dayStartMs: dayOf(row.name) }))
}

/** Drops the partitions whose day ended before `beforeMs`, the oldest first: the retention of a table's history. */
export async function dropPartitions(
  sql: Sql,
  { table, beforeMs, beforeDrop }: { table: PartitionedTable; beforeMs: number; beforeDrop?: (partition: Partition) => Promise<void> },
): Promise<string[]> {
  const old = (await partitionsOf(sql))
    .filter((partition) => partition.table === table && partition.dayStartMs + dayMs <= beforeMs)
    .sort((a, b) => a.dayStartMs - b.dayStartMs)
  for (const partition of old) {
    await beforeDrop?.(partition)
    await sql.begin(async (tx) => {
      await tx.unsafe(`SET LOCAL lock_timeout = ${lockWaitMs}`)
      await tx.unsafe(`DROP TABLE IF EXISTS "${partition.name}"`)
    })
  }
  return old.map((partition) => partition.name)
}

function dayOf(name: string): number {
  const day = name.slice(-8)
  return Date.parse(`${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}T00:00:00Z`)
}
