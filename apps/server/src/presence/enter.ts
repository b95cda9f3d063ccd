import type { PresenceList } from '@hookline/schema'
import { and, gt, sql as raw } from 'drizzle-orm'
import type { Ctx } from '../context.ts'
import { presences } from '../db/schema/index.ts'
import type { DbOrTx } from '../live/bump.ts'
import { tellTopics } from '../stream/tell.ts'
import { presenceLastsMs, windowsMax } from './limits.ts'
import { presencesOf } from './list.ts'
import { type OwnWindow, ownWindow, type WindowInput } from './own-window.ts'

// Presence is in the database because processes share nothing else. Only who comes and who goes is told; who goes without
// a word is missing from the list after `presenceLastsMs`, and pages read the list with every heartbeat.

/** Says that the member who asks has a draft open in this window, for the first time or still. Out: every window that has it open. */
export async function enterDraft({ ctx, input }: { ctx: Ctx; input: WindowInput }): Promise<PresenceList> {
  const { database, clock } = ctx.services
  const now = clock.now()
  const { key } = await database.db.transaction(async (tx) => {
    const window = await ownWindow(tx, ctx, input)
    if (await isStillHere(tx, window, now)) return window
    await arrive(tx, window, now)
    await tellTopics(tx, 'presence')
    return window
  })
  return presencesOf(ctx, key.automationId)
}

async function isStillHere(tx: DbOrTx, { where }: OwnWindow, now: number): Promise<boolean> {
  const kept = await tx
    .update(presences)
    .set({ seenAt: new Date(now) })
    .where(and(where, gt(presences.seenAt, new Date(now - presenceLastsMs))))
    .returning({ windowId: presences.windowId })
  return kept.length > 0
}

/** Adds a window, and drops those that were not heard of for longest beyond `windowsMax`. */
async function arrive(tx: DbOrTx, { key }: OwnWindow, now: number): Promise<void> {
  const times = { since: new Date(now), seenAt: new Date(now) }
  const { workspaceId, automationId, memberId, windowId } = presences
  await tx
    .insert(presences)
    .values({ ...key, ...times })
    .onConflictDoUpdate({ target: [workspaceId, automationId, memberId, windowId], set: times })
  await tx.execute(raw`
    DELETE FROM presences
    WHERE workspace_id = ${key.workspaceId} AND automation_id = ${key.automationId} AND (member_id, window_id) IN (
      SELECT member_id, window_id FROM presences
      WHERE workspace_id = ${key.workspaceId} AND automation_id = ${key.automationId}
      ORDER BY seen_at DESC, since DESC OFFSET ${windowsMax})`)
}
