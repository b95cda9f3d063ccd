import type { DeliveryQuery, DeliverySummary, Page } from '@hookline/schema'
import type { Ctx } from '../context.ts'
import type { Tx } from '../db/client.ts'
import { inSnapshot } from '../db/snapshot.ts'
import { narrowed } from '../newest-first.ts'
import { decodeCursor, encodeCursor, isUuidKey, toPage } from '../page.ts'
import { type ResolvedFilter, resolveFilter } from './filter.ts'
import { inRange, readDone } from './read-done.ts'
import { readWithBodies } from './read-with-bodies.ts'
import { type SummaryRow, toSummary } from './row.ts'
import { allOf, selectDeliveries } from './select.ts'

interface Found {
  rows: SummaryRow[]
  /** Where the search ended for now, although it might find more; null where it did not. */
  endedAt: string | null
}

/** Deliveries, owed and done, the newest first. */
export async function listDeliveries({ ctx, input }: { ctx: Ctx; input: DeliveryQuery }): Promise<Page<DeliverySummary>> {
  const { services, workspaceId } = ctx
  const asked = { list: 'deliveries', input }
  const [before] = decodeCursor(asked, 1, isUuidKey) ?? []
  const nowMs = services.clock.now()
  const { rows, endedAt } = await inSnapshot(services.database.sql, async (tx) => {
    const filter = await resolveFilter(tx, { workspaceId, filter: input, nowMs })
    return find(tx, ctx, { filter, before: before ?? null, count: input.limit + 1 })
  })
  if (endedAt === null || rows.length > input.limit) return toPage(rows, asked, { item: toSummary, key: (row) => [row.id] })
  return { items: rows.map(toSummary), nextCursor: encodeCursor(asked, [endedAt]) }
}

async function find(
  tx: Tx,
  { services, workspaceId }: Ctx,
  { filter, before, count }: { filter: ResolvedFilter; before: string | null; count: number },
): Promise<Found> {
  const { clock } = services
  const range = narrowed(filter.range, { before })
  const where = allOf(tx, filter.conditions(tx, 'queue'))
  const owed = filter.tables.includes('queue')
    ? await selectDeliveries(tx, { table: 'queue', workspaceId, where: inRange(tx, range, where), limit: count })
    : []
  if (!filter.tables.includes('deliveries')) return { rows: owed, endedAt: null }
  const read = { workspaceId, filter, range, count, nowMs: clock.now() }
  if (!filter.searchesBodies) return { rows: newestOf(owed, await readDone(tx, read), count), endedAt: null }
  const { rows: done, endedAt } = await readWithBodies(tx, { ...read, clock })
  const seen = endedAt === null ? owed : owed.filter(({ id }) => id >= endedAt)
  return { rows: newestOf(seen, done, count), endedAt }
}

/** The newest rows of both tables. */
export function newestOf(owed: readonly SummaryRow[], done: readonly SummaryRow[], count: number): SummaryRow[] {
  return [...owed, ...done].sort((a, b) => (a.id < b.id ? 1 : -1)).slice(0, count)
}
