import type { PresenceList } from '@hookline/schema'
import { and, asc, eq, gt } from 'drizzle-orm'
import { requireAutomation } from '../automations/find.ts'
import type { Ctx } from '../context.ts'
import { members, presences } from '../db/schema/index.ts'
import { requireMember } from '../members/require-member.ts'
import { presenceLastsMs, windowsMax } from './limits.ts'

/** The windows that have an automation's draft open, who came first at the beginning; 404 where there is no such automation. */
export async function listPresences({ ctx, input }: { ctx: Ctx; input: { id: string } }): Promise<PresenceList> {
  requireMember(ctx)
  return presencesOf(ctx, await requireAutomation(ctx.services.database.db, ctx, input.id))
}

/** The same by the automation's key. */
export async function presencesOf({ services, workspaceId }: Ctx, automationId: string): Promise<PresenceList> {
  const { windowId, since, seenAt } = presences
  const rows = await services.database.db
    .select({ email: members.email, name: members.name, windowId, since })
    .from(presences)
    .innerJoin(members, and(eq(members.workspaceId, presences.workspaceId), eq(members.id, presences.memberId)))
    .where(
      and(
        eq(presences.workspaceId, workspaceId),
        eq(presences.automationId, automationId),
        gt(seenAt, new Date(services.clock.now() - presenceLastsMs)),
      ),
    )
    .orderBy(asc(since), asc(windowId))
    .limit(windowsMax)
  return {
    items: rows.map(({ email, name, ...row }) => ({ member: { email, name }, windowId: row.windowId, since: row.since.toISOString() })),
  }
}
