import type { passwordChangeSchema } from '@hookline/schema'
import { and, eq, ne } from 'drizzle-orm'
import type { z } from 'zod'
import { recordAudit } from '../audit/record.ts'
import type { Ctx } from '../context.ts'
import { credentials, sessions } from '../db/schema/index.ts'
import { uuidOf } from '../ids.ts'
import { invalidField } from '../service-error.ts'
import { requireMember } from './require-member.ts'

type Input = z.output<typeof passwordChangeSchema> & { address: string }

/** Changes the password of the member who asks, and ends every other session of theirs. */
export async function changePassword({ ctx, input }: { ctx: Ctx; input: Input }): Promise<void> {
  const { id, name: email, sessionId } = requireMember(ctx)
  const { workspaceId, services } = ctx
  const { auth, tries } = services.members
  const { password: passwords } = await auth.$context
  const memberId = uuidOf('mbr', id) ?? ''
  const ofMember = and(eq(credentials.workspaceId, workspaceId), eq(credentials.memberId, memberId))
  const wasRight = tries.take({ email, address: input.address })
  const [row] = await services.database.db.select({ hash: credentials.passwordHash }).from(credentials).where(ofMember)
  const isRight = typeof row?.hash === 'string' && (await passwords.verify({ hash: row.hash, password: input.current }))
  if (!isRight) throw invalidField('current', 'password.wrong', 'is not your password')
  wasRight()
  const passwordHash = await passwords.hash(input.new)
  await services.database.db.transaction(async (tx) => {
    await tx
      .update(credentials)
      .set({ passwordHash, updatedAt: new Date(services.clock.now()) })
      .where(ofMember)
    const others = and(eq(sessions.workspaceId, workspaceId), eq(sessions.memberId, memberId), ne(sessions.id, sessionId))
    const ended = await tx.delete(sessions).where(others).returning({ id: sessions.id })
    const detail = { sessionsEnded: ended.length }
    await recordAudit(tx, ctx, { action: 'member.change-password', targetKind: 'member', targetId: id, detail })
  })
  services.members.sessions.forget()
}
