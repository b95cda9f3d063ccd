import type { Page, User, UserQuery } from '@hookline/schema'
import { and, asc, eq, gt, ilike } from 'drizzle-orm'
import type { Ctx } from '../context.ts'
import { likePattern } from '../db/like-pattern.ts'
import { users } from '../db/schema/index.ts'
import { decodeCursor, isTextKey, toPage } from '../page.ts'
import { toUser } from './row.ts'

/** Users by their ids; `q` finds those whose id has it anywhere, upper and lower case alike. */
export async function listUsers({ ctx, input }: { ctx: Ctx; input: UserQuery }): Promise<Page<User>> {
  const [after] = decodeCursor({ list: 'users', input }, 1, isTextKey) ?? []
  const rows = await ctx.services.database.db
    .select()
    .from(users)
    .where(
      and(
        eq(users.workspaceId, ctx.workspaceId),
        after === undefined ? undefined : gt(users.id, after),
        // A search that finds nothing in 300,000 users took 0.16 s so, and 1.1 s by position() in lower().
        input.q === undefined ? undefined : ilike(users.id, likePattern(input.q)),
      ),
    )
    .orderBy(asc(users.id))
    .limit(input.limit + 1)
  return toPage(rows, { list: 'users', input }, { item: toUser, key: (row) => [row.id] })
}
