import type { Member, Page, PageQuery } from '@hookline/schema'
import { and, asc, eq, gt } from 'drizzle-orm'
import type { Ctx } from '../context.ts'
import { members } from '../db/schema/index.ts'
import { decodeCursor, isUuidKey, toPage } from '../page.ts'
import { toMember } from './row.ts'

/** The members, in the order in which they came. */
export async function listMembers({ ctx, input }: { ctx: Ctx; input: PageQuery }): Promise<Page<Member>> {
  const [after] = decodeCursor({ list: 'members', input }, 1, isUuidKey) ?? []
  const rows = await ctx.services.database.db
    .select()
    .from(members)
    .where(and(eq(members.workspaceId, ctx.workspaceId), after === undefined ? undefined : gt(members.id, after)))
    .orderBy(asc(members.id))
    .limit(input.limit + 1)
  return toPage(rows, { list: 'members', input }, { item: toMember, key: (row) => [row.id] })
}
