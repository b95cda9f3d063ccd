import type { Page, Run, RunQuery } from '@hookline/schema'
import type { Ctx } from '../context.ts'
import { decodeCursor, isUuidKey, toPage } from '../page.ts'
import { toRun } from '../runs/row.ts'
import { selectRuns } from '../runs/select.ts'
import { requireAutomation } from './find.ts'

/** The runs of a journey, those that wait and those that have ended, the latest first. */
export async function listAutomationRuns({ ctx, input }: { ctx: Ctx; input: RunQuery & { id: string } }): Promise<Page<Run>> {
  const { db, sql } = ctx.services.database
  const [before] = decodeCursor({ list: 'runs', input }, 1, isUuidKey) ?? []
  const automationId = await requireAutomation(db, ctx, input.id)
  const where = sql`
    workspace_id = ${ctx.workspaceId} AND automation_id = ${automationId}::uuid ${before === undefined ? sql`` : sql`AND id < ${before}::uuid`}`
  const rows = await selectRuns(sql, { ...input, where, limit: input.limit + 1 })
  return toPage(rows, { list: 'runs', input }, { item: toRun, key: (row) => [row.id] })
}
