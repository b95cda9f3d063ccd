import type { Page, PageQuery } from '@hookline/schema'
import { and, desc, eq, lt } from 'drizzle-orm'
import type { Ctx } from '../context.ts'
import { runs } from '../db/schema/index.ts'
import { decodeCursor, isUuidKey, toPage } from '../page.ts'
import { type Run, toRun } from '../runs/row.ts'
import { readUser } from './read.ts'

/** A user's passages through journeys, the newest first. */
export async function listUserRuns({ ctx, input }: { ctx: Ctx; input: PageQuery & { userId: string } }): Promise<Page<Run>> {
  const [before] = decodeCursor({ list: 'user-runs', input }, 1, isUuidKey) ?? []
  await readUser({ ctx, input })
  const rows = await ctx.services.database.db
    .select()
    .from(runs)
    .where(
      and(eq(runs.workspaceId, ctx.workspaceId), eq(runs.userId, input.userId), before === undefined ? undefined : lt(runs.id, before)),
    )
    .orderBy(desc(runs.id))
    .limit(input.limit + 1)
  return toPage(rows, { list: 'user-runs', input }, { item: toRun, key: (row) => [row.id] })
}
