import type { User } from '@hookline/schema'
import { and, eq } from 'drizzle-orm'
import type { Ctx } from '../context.ts'
import { users } from '../db/schema/index.ts'
import { notFound } from '../service-error.ts'
import { toUser } from './row.ts'

export async function readUser({ ctx, input }: { ctx: Ctx; input: { userId: string } }): Promise<User> {
  const [row] = await ctx.services.database.db
    .select()
    .from(users)
    .where(and(eq(users.workspaceId, ctx.workspaceId), eq(users.id, input.userId)))
  if (!row) throw notFound('user', input.userId)
  return toUser(row)
}
