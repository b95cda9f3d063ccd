import type { ApiKey, Page, PageQuery } from '@hookline/schema'
import { and, asc, eq, gt, isNull } from 'drizzle-orm'
import type { Ctx } from '../context.ts'
import { apiKeys } from '../db/schema/index.ts'
import { decodeCursor, isUuidKey, toPage } from '../page.ts'
import { toApiKey } from './row.ts'

/** The keys that are valid, in the order in which they were made. */
export async function listApiKeys({ ctx, input }: { ctx: Ctx; input: PageQuery }): Promise<Page<ApiKey>> {
  const [after] = decodeCursor({ list: 'api-keys', input }, 1, isUuidKey) ?? []
  const rows = await ctx.services.database.db
    .select()
    .from(apiKeys)
    .where(
      and(eq(apiKeys.workspaceId, ctx.workspaceId), isNull(apiKeys.revokedAt), after === undefined ? undefined : gt(apiKeys.id, after)),
    )
    .orderBy(asc(apiKeys.id))
    .limit(input.limit + 1)
  return toPage(rows, { list: 'api-keys', input }, { item: toApiKey, key: (row) => [row.id] })
}
