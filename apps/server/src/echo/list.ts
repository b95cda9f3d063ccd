import type { EchoBucket, Page, PageQuery } from '@hookline/schema'
import { and, desc, eq, sql as raw } from 'drizzle-orm'
import type { Ctx } from '../context.ts'
import { echoBuckets } from '../db/schema/index.ts'
import { decodeCursor, toPage } from '../page.ts'
import { toEchoBucket } from './row.ts'

/** Echo buckets, the newest first. */
export async function listEchoBuckets({ ctx, input }: { ctx: Ctx; input: PageQuery }): Promise<Page<EchoBucket>> {
  const { services, workspaceId } = ctx
  const after = decodeCursor(input.cursor, 2, ([createdAt = '']) => !Number.isNaN(Date.parse(createdAt)))
  const rows = await services.database.db
    .select()
    .from(echoBuckets)
    .where(
      and(
        eq(echoBuckets.workspaceId, workspaceId),
        after && raw`(${echoBuckets.createdAt}, ${echoBuckets.secret}) < (${after[0]}::timestamptz, ${after[1]})`,
      ),
    )
    .orderBy(desc(echoBuckets.createdAt), desc(echoBuckets.secret))
    .limit(input.limit + 1)
  return toPage(rows, input.limit, {
    item: (row) => toEchoBucket(row, services.config),
    key: (row) => [row.createdAt.toISOString(), row.secret],
  })
}
