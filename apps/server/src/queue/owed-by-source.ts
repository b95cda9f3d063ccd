import type { HeldReason } from '@hookline/schema'
import { plainArray } from '../db/array-literal.ts'
import type { Sql } from '../db/client.ts'
import { timeOf } from '../ids.ts'

/** What of a source is held for one reason, and when the oldest of it was made. */
export interface HeldOfSource {
  reason: HeldReason
  count: number
  oldestMs: number
}

export interface OwedBySource {
  waiting: ReadonlyMap<string, number>
  held: ReadonlyMap<string, HeldOfSource[]>
}

interface Row {
  sourceId: string
  reason: HeldReason | null
  count: number
  oldest: string
}

// The queue has no index by source: it is looked through, but only so far.
const seenMax = 20_000

/** What sources owe, by source and by what holds it; null where the queue is longer than is looked through. */
export async function readOwedBySource(sql: Sql, workspaceId: number, sourceIds: readonly string[]): Promise<OwedBySource | null> {
  const [size] = await sql<{ seen: number }[]>`
    SELECT count(*)::int AS seen FROM (SELECT FROM queue WHERE workspace_id = ${workspaceId} LIMIT ${seenMax}) AS looked`
  if ((size?.seen ?? 0) >= seenMax) return null
  const rows = await sql<Row[]>`
    SELECT source_id AS "sourceId", held_reason AS reason, count(*)::int AS count, min(id::text) AS oldest FROM queue
    WHERE workspace_id = ${workspaceId} AND source_id = ANY (${plainArray(sourceIds)}::uuid[]) GROUP BY source_id, held_reason`
  const bySource = Map.groupBy(rows, ({ sourceId }) => sourceId)
  return {
    waiting: new Map([...bySource].map(([sourceId, own]) => [sourceId, own.reduce((sum, { count }) => sum + count, 0)])),
    held: new Map([...bySource].map(([sourceId, own]) => [sourceId, own.flatMap(heldOf)])),
  }
}

function heldOf({ reason, count, oldest }: Row): HeldOfSource[] {
  return reason === null ? [] : [{ reason, count, oldestMs: timeOf(oldest) }]
}
