import { and, eq, type SQL } from 'drizzle-orm'
import { requireAutomation } from '../automations/find.ts'
import type { Ctx } from '../context.ts'
import { presences } from '../db/schema/index.ts'
import { uuidOf } from '../ids.ts'
import type { DbOrTx } from '../live/bump.ts'
import { requireMember } from '../members/require-member.ts'

/** A window as a call names it: the automation's public id, and the page's own name for the window. */
export interface WindowInput {
  id: string
  windowId: string
}

export interface OwnWindow {
  key: { workspaceId: number; automationId: string; memberId: string; windowId: string }
  /** Finds it in `presences`. */
  where: SQL | undefined
}

/** A window of the member who asks; nobody names another's, whatever its id. 403 for an API key, 404 without the automation. */
export async function ownWindow(tx: DbOrTx, ctx: Ctx, { id, windowId }: WindowInput): Promise<OwnWindow> {
  const memberId = uuidOf('mbr', requireMember(ctx).id) ?? ''
  const key = { workspaceId: ctx.workspaceId, automationId: await requireAutomation(tx, ctx, id), memberId, windowId }
  const where = and(
    eq(presences.workspaceId, key.workspaceId),
    eq(presences.automationId, key.automationId),
    eq(presences.memberId, key.memberId),
    eq(presences.windowId, key.windowId),
  )
  return { key, where }
}
