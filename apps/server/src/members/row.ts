import type { Member, Session } from '@hookline/schema'
import type { MemberActor } from '../context.ts'
import type { members } from '../db/schema/index.ts'
import { publicId } from '../ids.ts'

export function toMember({ id, email, name, role, createdAt }: typeof members.$inferSelect): Member {
  return { id: publicId('mbr', id), email, name, role, createdAt: createdAt.toISOString() }
}

/** The session of a member, as the page gets it. */
export function sessionOf({ id, name, displayName, role }: MemberActor): Session {
  return { member: { id, email: name, name: displayName, role }, firstAdminNeeded: false, tokenNeeded: false }
}
