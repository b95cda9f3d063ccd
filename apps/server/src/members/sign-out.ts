import { and, eq } from 'drizzle-orm'
import type { Ctx } from '../context.ts'
import { sessions } from '../db/schema/index.ts'
import { leaveAllDrafts } from '../presence/leave-all.ts'
import type { FoundSession } from './sessions.ts'

/** Ends a session: at once on this process, within two seconds on others. Its member has no draft open any more. */
export async function signOut({ ctx, input: { found } }: { ctx: Ctx; input: { found: FoundSession | null } }): Promise<void> {
  if (!found) return
  const { database, members } = ctx.services
  await database.db.transaction(async (tx) => {
    await tx.delete(sessions).where(and(eq(sessions.workspaceId, ctx.workspaceId), eq(sessions.id, found.actor.sessionId)))
    await leaveAllDrafts(tx, ctx.workspaceId, found.actor)
  })
  members.sessions.forget()
}
