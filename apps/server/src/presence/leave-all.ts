import { and, eq } from 'drizzle-orm'
import type { MemberActor } from '../context.ts'
import { presences } from '../db/schema/index.ts'
import { uuidOf } from '../ids.ts'
import type { DbOrTx } from '../live/bump.ts'
import { tellTopics } from '../stream/tell.ts'

/** Closes every draft that a member has open, in any window; one that is still signed in says so again with its next heartbeat. */
export async function leaveAllDrafts(tx: DbOrTx, workspaceId: number, member: Pick<MemberActor, 'id'>): Promise<void> {
  const memberId = uuidOf('mbr', member.id) ?? ''
  const left = await tx
    .delete(presences)
    .where(and(eq(presences.workspaceId, workspaceId), eq(presences.memberId, memberId)))
    .returning({ windowId: presences.windowId })
  if (left.length > 0) await tellTopics(tx, 'presence')
}
