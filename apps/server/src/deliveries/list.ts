import type { DeliveryQuery, DeliverySummary, Page } from '@hookline/schema'
import type { Ctx } from '../context.ts'
import type { Sql, Tx } from '../db/client.ts'
import { inSnapshot } from '../db/snapshot.ts'
import { type IdRange, narrowed, readNewest } from '../newest-first.ts'
import { decodeCursor, isUuidKey, toPage } from '../page.ts'
import { resolveFilter } from './filter.ts'
import { type SummaryRow, toSummary } from './row.ts'
import { allOf, type DeliveryTable, type Fragment, selectDeliveries } from './select.ts'

/** Deliveries, owed and done, the newest first. */
export async function listDeliveries({ ctx, input }: { ctx: Ctx; input: DeliveryQuery }): Promise<Page<DeliverySummary>> {
  const { services, workspaceId } = ctx
  const [before] = decodeCursor({ list: 'deliveries', input }, 1, isUuidKey) ?? []
  const count = input.limit + 1
  const rows = await inSnapshot(services.database.sql, async (tx) => {
    const filter = await resolveFilter(tx, { workspaceId, filter: input })
    const range = narrowed(filter.range, { before: before ?? null })
    const read = (table: DeliveryTable) => (window: IdRange, limit: number) =>
      selectDeliveries(tx, {
        table,
        workspaceId,
        where: allOf(tx, [...rangeConditions(tx, window), ...filter.conditions(tx, table)]),
        limit,
      })
    const owed = filter.tables.includes('queue') ? await read('queue')(range, count) : []
    const done = filter.tables.includes('deliveries')
      ? await readNewest(range, { nowMs: services.clock.now(), count }, read('deliveries'))
      : []
    return newestOf(owed, done, count)
  })
  return toPage(rows, { list: 'deliveries', input }, { item: toSummary, key: (row) => [row.id] })
}

/** Bounds of ids, which tell PostgreSQL the partitions to look into. */
export function rangeConditions(sql: Sql | Tx, { from, before }: IdRange): Fragment[] {
  return [...(from === null ? [] : [sql`id >= ${from}::uuid`]), ...(before === null ? [] : [sql`id < ${before}::uuid`])]
}

/** The newest rows of both tables. */
export function newestOf(owed: readonly SummaryRow[], done: readonly SummaryRow[], count: number): SummaryRow[] {
  return [...owed, ...done].sort((a, b) => (a.id < b.id ? 1 : -1)).slice(0, count)
}
