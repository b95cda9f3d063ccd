import type { Sql } from '../db/client.ts'
import { timeOf } from '../ids.ts'

/** How much is owed, and for how long the oldest due delivery has been waiting. */
export interface QueueAge {
  oldestDueMs: number
  due: number
  leased: number
  held: number
  waiting: number
}

// Counting stops here: an operator needs to know that it is many, not how many.
const countMax = 10_000

/** Reads the queue's state by its index; what is leased counts by the time its delivery was made. */
export async function queueAge(sql: Sql, nowMs: number): Promise<QueueAge> {
  const count = (condition: ReturnType<Sql>) =>
    sql`(SELECT count(*)::int FROM (SELECT FROM queue WHERE ${condition} LIMIT ${countMax}) AS counted)`
  const [row] = await sql<
    { dueForMs: number | null; oldestLeased: string | null; due: number; leased: number; held: number; waiting: number }[]
  >`
    SELECT
      (SELECT extract(epoch FROM now() - min(due_at)) * 1000 FROM queue WHERE due_at <= now())::float8 AS "dueForMs",
      (SELECT id FROM queue WHERE due_at = 'infinity' AND attempts = 0 ORDER BY id LIMIT 1) AS "oldestLeased",
      ${count(sql`due_at <= now()`)} AS due, ${count(sql`due_at = 'infinity'`)} AS leased,
      ${count(sql`due_at IS NULL`)} AS held, ${count(sql`due_at > now() AND due_at < 'infinity'`)} AS waiting`
  if (!row) throw new Error('the queue could not be read')
  const leasedForMs = row.oldestLeased === null ? 0 : nowMs - timeOf(row.oldestLeased)
  return {
    oldestDueMs: Math.max(0, row.dueForMs ?? 0, leasedForMs),
    due: row.due,
    leased: row.leased,
    held: row.held,
    waiting: row.waiting,
  }
}
