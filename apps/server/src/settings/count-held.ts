import type { HeldCount, HeldCountQuery } from '@hookline/schema'
import type { Ctx } from '../context.ts'
import { timeOf, uuidFloor } from '../ids.ts'

const beforeAll = uuidFloor(0)

/** Counts what the master switch holds, and what of it was made before a time: dropped, if all since then is sent. */
export async function countHeld({ ctx, input }: { ctx: Ctx; input: HeldCountQuery }): Promise<HeldCount> {
  const beforeId = input.since === undefined ? beforeAll : uuidFloor(Date.parse(input.since))
  const [row] = await ctx.services.database.sql<{ count: number; before: number; oldest: string | null }[]>`
    SELECT count(*)::int AS count, (count(*) FILTER (WHERE id < ${beforeId}::uuid))::int AS before, min(id::text) AS oldest
    FROM queue WHERE due_at IS NULL AND workspace_id = ${ctx.workspaceId} AND held_reason = 'switch-off'`
  const { count = 0, before = 0, oldest = null } = row ?? {}
  return { count, before, oldestAt: oldest === null ? null : new Date(timeOf(oldest)).toISOString() }
}
