import type { Clock } from '../clock.ts'
import type { Tx } from '../db/client.ts'
import { uuidFloor } from '../ids.ts'
import type { IdRange } from '../newest-first.ts'
import { type DoneRead, inRange } from './read-done.ts'
import type { SummaryRow } from './row.ts'
import { selectDeliveries } from './select.ts'

/** Deliveries whose bodies are read by one statement. */
const stepRows = 20_000
/** A search that takes longer says how far it came; whoever asks goes on from there. */
const searchMaxMs = 3000

/**
 * The newest deliveries in the history that a filter finds which asks for a text in bodies. Read a stretch after the other,
 * so that no statement takes long. Out: the rows, and the id from which on everything newer was looked at, null at the end.
 */
export async function readWithBodies(
  tx: Tx,
  { workspaceId, filter, range, count, clock }: Omit<DoneRead, 'nowMs'> & { clock: Pick<Clock, 'monotonic'> },
): Promise<{ rows: SummaryRow[]; endedAt: string | null }> {
  const startedAt = clock.monotonic()
  const [arm] = filter.arms
  const rows: SummaryRow[] = []
  for (let before = range.before; arm !== undefined; ) {
    const from = await stretchStart(tx, workspaceId, { ...range, before })
    const where = inRange(tx, { from: from ?? range.from, before }, arm.where(tx))
    rows.push(...(await selectDeliveries(tx, { table: 'deliveries', workspaceId, where, limit: count - rows.length })))
    if (rows.length >= count || from === null) break
    if (clock.monotonic() - startedAt > searchMaxMs) return { rows, endedAt: from }
    before = from
  }
  return { rows, endedAt: null }
}

/** The id with which the newest stretch of a range begins; null where the range holds no more than one. */
async function stretchStart(tx: Tx, workspaceId: number, range: IdRange): Promise<string | null> {
  const [row] = await tx<{ id: string }[]>`
    SELECT id FROM deliveries WHERE ${inRange(tx, range, tx`workspace_id = ${workspaceId}`)} ORDER BY id DESC OFFSET ${stepRows - 1} LIMIT 1`
  return row && row.id > (range.from ?? uuidFloor(0)) ? row.id : null
}
