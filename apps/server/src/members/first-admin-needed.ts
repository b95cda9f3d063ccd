import { eq } from 'drizzle-orm'
import type { Ctx } from '../context.ts'
import { members } from '../db/schema/index.ts'
import type { DbOrTx } from '../live/bump.ts'

/** Whether the workspace has no member yet. */
export async function isFirstAdminNeeded(db: DbOrTx, { workspaceId }: Pick<Ctx, 'workspaceId'>): Promise<boolean> {
  const [any] = await db.select({ id: members.id }).from(members).where(eq(members.workspaceId, workspaceId)).limit(1)
  return any === undefined
}
