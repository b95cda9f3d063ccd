import { sql as raw } from 'drizzle-orm'
import { recordAudit } from '../audit/record.ts'
import type { Ctx } from '../context.ts'
import { credentials, members } from '../db/schema/index.ts'
import { newUuid, publicId } from '../ids.ts'
import { isFirstAdminNeeded } from './first-admin-needed.ts'

// Two who come at once are let in one after the other: the second finds a member.
const firstAdminLock = 4_871_004

export interface FirstAdmin {
  email: string
  password: string
  name?: string | undefined
  by: 'itself' | 'environment'
}

const environment = { kind: 'system' as const, id: 'environment', name: 'HOOKLINE_ADMIN_EMAIL' }

/** Makes the first admin, unless the workspace has a member. Out: whether it did. */
export async function addFirstAdmin({ ctx, input }: { ctx: Omit<Ctx, 'actor'>; input: FirstAdmin }): Promise<boolean> {
  const { workspaceId, services } = ctx
  const { database, clock } = services
  const { password: passwords } = await services.members.auth.$context
  const passwordHash = await passwords.hash(input.password)
  const createdAt = new Date(clock.now())
  const { email, name = email.slice(0, email.indexOf('@')) } = input
  const id = newUuid(createdAt.getTime())
  const memberId = publicId('mbr', id)
  const actor = input.by === 'itself' ? { kind: 'member' as const, id: memberId, name: email } : environment
  return database.db.transaction(async (tx) => {
    await tx.execute(raw`SELECT pg_advisory_xact_lock(${firstAdminLock})`)
    if (!(await isFirstAdminNeeded(tx, ctx))) return false
    const times = { createdAt, updatedAt: createdAt }
    await tx.insert(members).values({ workspaceId, id, email, name, role: 'admin', ...times })
    await tx.insert(credentials).values({
      ...{ workspaceId, id: newUuid(createdAt.getTime()), memberId: id, providerId: 'credential', accountId: id },
      ...{ passwordHash, ...times },
    })
    const detail = { email, name, role: 'admin' }
    await recordAudit(tx, { ...ctx, actor }, { action: 'member.create', targetKind: 'member', targetId: memberId, detail })
    return true
  })
}
