import type { Page, Run, RunQuery } from '@hookline/schema'
import type { Ctx } from '../context.ts'
import { decodeCursor, isUuidKey, toPage } from '../page.ts'
import { toRun } from '../runs/row.ts'
import { selectRuns } from '../runs/select.ts'
import { readUser } from './read.ts'

/** A user's passages through journeys, those that wait and those that have ended, the newest first. */
export async function listUserRuns({ ctx, input }: { ctx: Ctx; input: RunQuery & { userId: string } }): Promise<Page<Run>> {
  const { sql } = ctx.services.database
  const [before] = decodeCursor({ list: 'user-runs', input }, 1, isUuidKey) ?? []
  await readUser({ ctx, input })
  const where = sql`
    workspace_id = ${ctx.workspaceId} AND user_id = ${input.userId} ${before === undefined ? sql`` : sql`AND id < ${before}::uuid`}`
  const rows = await selectRuns(sql, { ...input, where, limit: input.limit + 1 })
  return toPage(rows, { list: 'user-runs', input }, { item: toRun, key: (row) => [row.id] })
}
