import type { EchoBucket, Page, PageQuery } from '@hookline/schema'
import { and, desc, eq, sql as raw } from 'drizzle-orm'
import type { Ctx } from '../context.ts'
import { echoBuckets } from '../db/schema/index.ts'
import { decodeCursor, isTextKey, toPage } from '../page.ts'
import { toEchoBucket } from './row.ts'

// PostgreSQL knows no year 0, and other forms of other years.
const year = /^(?!0000)\d{4}-/

function isBucketKey([createdAt = '', secret = '']: string[]): boolean {
  const ms = Date.parse(createdAt)
  // Date.parse takes 30 February for 2 March: only what `toISOString` would write is a time.
  return year.test(createdAt) && !Number.isNaN(ms) && new Date(ms).toISOString() === createdAt && isTextKey([secret])
}

/** Echo buckets, the newest first. */
export async function listEchoBuckets({ ctx, input }: { ctx: Ctx; input: PageQuery }): Promise<Page<EchoBucket>> {
  const { services, workspaceId } = ctx
  const after = decodeCursor({ list: 'echo-buckets', input }, 2, isBucketKey)
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
  return toPage(
    rows,
    { list: 'echo-buckets', input },
    {
      item: (row) => toEchoBucket(row, services.config),
      key: (row) => [row.createdAt.toISOString(), row.secret],
    },
  )
}
