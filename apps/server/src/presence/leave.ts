import type { Ctx } from '../context.ts'
import { presences } from '../db/schema/index.ts'
import { tellTopics } from '../stream/tell.ts'
import { ownWindow, type WindowInput } from './own-window.ts'

/** Says that a window has closed the draft; one that is gone already is fine. */
export async function leaveDraft({ ctx, input }: { ctx: Ctx; input: WindowInput }): Promise<void> {
  await ctx.services.database.db.transaction(async (tx) => {
    const { where } = await ownWindow(tx, ctx, input)
    const left = await tx.delete(presences).where(where).returning({ windowId: presences.windowId })
    if (left.length > 0) await tellTopics(tx, 'presence')
  })
}
