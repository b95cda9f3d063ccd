import { busyMinutes } from '../cohorts/busy-minutes.ts'
import type { Sql, Tx } from '../db/client.ts'
import { type IdRange, readNewest } from '../newest-first.ts'
import type { DoneArm, ResolvedFilter } from './filter.ts'
import type { SummaryRow } from './row.ts'
import { type Fragment, selectDeliveries } from './select.ts'

export interface DoneRead {
  workspaceId: number
  filter: Pick<ResolvedFilter, 'arms'>
  range: IdRange
  count: number
  nowMs: number
  order?: 'newest' | 'oldest'
}

/** The first deliveries in the history that a filter finds, at most `count`, the newest first unless asked otherwise. */
export async function readDone(sql: Sql | Tx, { filter, ...read }: DoneRead): Promise<SummaryRow[]> {
  const found = new Map<string, SummaryRow>()
  for (const arm of filter.arms) for (const row of await readArm(sql, arm, read)) found.set(row.id, row)
  const sign = read.order === 'oldest' ? -1 : 1
  return [...found.values()].sort((a, b) => (a.id < b.id ? sign : -sign)).slice(0, read.count)
}

async function readArm(
  sql: Sql | Tx,
  { by, where }: DoneArm,
  { workspaceId, range, count, nowMs, order = 'newest' }: Omit<DoneRead, 'filter'>,
): Promise<readonly SummaryRow[]> {
  const select = { table: 'deliveries', workspaceId, order } as const
  if (by === 'cohort') {
    const ranges = await busyMinutes(sql, { workspaceId, where, range, count, order })
    return ranges.length === 0 ? [] : selectDeliveries(sql, { ...select, ranges, where: where(sql), limit: count })
  }
  const read = (window: IdRange, limit: number) => selectDeliveries(sql, { ...select, where: inRange(sql, window, where(sql)), limit })
  return order === 'oldest' ? read(range, count) : readNewest(range, { nowMs, count }, read)
}

/** A condition within a range of ids, which tells PostgreSQL the partitions to look into. */
export function inRange(sql: Sql | Tx, { from, before }: IdRange, where: Fragment): Fragment {
  const low = from === null ? sql`` : sql`id >= ${from}::uuid AND`
  const high = before === null ? sql`` : sql`id < ${before}::uuid AND`
  return sql`${low} ${high} ${where}`
}
