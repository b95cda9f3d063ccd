import type { Page, PageQuery } from '@hookline/schema'
import { and, desc, eq, lt } from 'drizzle-orm'
import type { Ctx } from '../context.ts'
import { runs } from '../db/schema/index.ts'
import { publicId, uuidOf } from '../ids.ts'
import { decodeCursor, toPage } from '../page.ts'
import { type Run, toRun } from '../runs/row.ts'
import { findAutomation } from './find.ts'

/** The runs of a journey, the latest first. */
export async function listAutomationRuns({ ctx, input }: { ctx: Ctx; input: PageQuery & { id: string } }): Promise<Page<Run>> {
  const { db } = ctx.services.database
  const [after] = decodeCursor({ list: 'runs', input }, 1, ([id = '']) => uuidOf('run', id) !== null) ?? []
  const { row } = await findAutomation(db, ctx, input)
  const rows = await db
    .select()
    .from(runs)
    .where(
      and(
        eq(runs.workspaceId, ctx.workspaceId),
        eq(runs.automationId, row.id),
        after === undefined ? undefined : lt(runs.id, uuidOf('run', after) ?? ''),
      ),
    )
    .orderBy(desc(runs.id))
    .limit(input.limit + 1)
  return toPage(rows, { list: 'runs', input }, { item: toRun, key: (run) => [publicId('run', run.id)] })
}
