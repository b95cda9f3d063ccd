import { and, eq } from 'drizzle-orm'
import { recordAudit } from '../audit/record.ts'
import type { Ctx } from '../context.ts'
import { automations } from '../db/schema/index.ts'
import { changeLive } from '../live/change.ts'
import { conflict } from '../service-error.ts'
import { findAutomation, publishedGraph } from './find.ts'
import { type AutomationAnswer, toAnswer } from './row.ts'

/** Stops an automation: events make nothing of it any more, and its runs wait on; what it owes goes on. */
export function pauseAutomation({ ctx, input }: { ctx: Ctx; input: { id: string } }): Promise<AutomationAnswer> {
  return setStatus({ ctx, input: { ...input, status: 'paused' } })
}

/** Lets a paused automation go on with the version that is published, and its runs with theirs: those whose time has come, at once. */
export function resumeAutomation({ ctx, input }: { ctx: Ctx; input: { id: string } }): Promise<AutomationAnswer> {
  return setStatus({ ctx, input: { ...input, status: 'active' } })
}

async function setStatus({ ctx, input }: { ctx: Ctx; input: { id: string; status: 'active' | 'paused' } }): Promise<AutomationAnswer> {
  return changeLive(ctx, async (tx) => {
    const found = await findAutomation(tx, ctx, { id: input.id, lock: true })
    const { row } = found
    if (row.publishedVersion === null) throw conflict('This automation was never published: publish it first.')
    if (row.status !== input.status) {
      await tx
        .update(automations)
        .set({ status: input.status })
        .where(and(eq(automations.workspaceId, ctx.workspaceId), eq(automations.id, row.id)))
      await recordAudit(tx, ctx, {
        action: input.status === 'paused' ? 'automation.pause' : 'automation.resume',
        targetKind: 'automation',
        targetId: input.id,
        detail: { name: row.name },
      })
    }
    return toAnswer({ ...row, status: input.status }, publishedGraph(found))
  })
}
