import { plainArray } from '../db/array-literal.ts'
import type { Sql } from '../db/client.ts'
import { uuidFloor } from '../ids.ts'

// A long queue is not counted to its end: a person needs to see that it is long.
const seenMax = 20_000

/** How many deliveries of each step are still owed, by the time at which they were made. */
export async function pendingByMinute(
  sql: Sql,
  workspaceId: number,
  { fromMs, stepMs, steps }: { fromMs: number; stepMs: number; steps: number },
): Promise<number[]> {
  const bounds = Array.from({ length: steps }, (_, step) => uuidFloor(fromMs + step * stepMs))
  const rows = await sql<{ step: number; count: number }[]>`
    SELECT width_bucket(id, ${plainArray(bounds)}::uuid[]) AS step, count(*)::int AS count
    FROM (SELECT id FROM queue WHERE workspace_id = ${workspaceId} AND id >= ${bounds[0] ?? ''}::uuid ORDER BY id DESC LIMIT ${seenMax}) AS seen
    GROUP BY step`
  const counts = new Map(rows.map(({ step, count }) => [step, count]))
  return bounds.map((_, index) => counts.get(index + 1) ?? 0)
}
