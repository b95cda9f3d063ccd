import type { Session, sessionPatchSchema } from '@hookline/schema'
import { and, eq } from 'drizzle-orm'
import type { z } from 'zod'
import { recordAudit } from '../audit/record.ts'
import type { Ctx } from '../context.ts'
import { members } from '../db/schema/index.ts'
import { uuidOf } from '../ids.ts'
import { requireMember } from './require-member.ts'
import { sessionOf } from './row.ts'

/** Gives the member who asks another name. */
export async function renameMember({ ctx, input: { name } }: { ctx: Ctx; input: z.output<typeof sessionPatchSchema> }): Promise<Session> {
  const actor = requireMember(ctx)
  const { workspaceId, services } = ctx
  await services.database.db.transaction(async (tx) => {
    await tx
      .update(members)
      .set({ name, updatedAt: new Date(services.clock.now()) })
      .where(and(eq(members.workspaceId, workspaceId), eq(members.id, uuidOf('mbr', actor.id) ?? '')))
    await recordAudit(tx, ctx, { action: 'member.rename', targetKind: 'member', targetId: actor.id, detail: { name } })
  })
  services.members.sessions.forget()
  return sessionOf({ ...actor, displayName: name })
}
