import type { Job } from '@hookline/schema'
import { and, eq } from 'drizzle-orm'
import { recordAudit } from '../audit/record.ts'
import type { Ctx } from '../context.ts'
import { jobs } from '../db/schema/index.ts'
import { conflict } from '../service-error.ts'
import { findJob } from './find.ts'
import { toJob } from './row.ts'

/** Ends a job where it is: what it has done stays done. */
export async function cancelJob({ ctx, input }: { ctx: Ctx; input: { id: string } }): Promise<Job> {
  const { services, workspaceId } = ctx
  return services.database.db.transaction(async (tx) => {
    const row = await findJob(tx, ctx, { ...input, lock: true })
    if (row.finishedAt !== null) throw conflict(`The job "${input.id}" has ended already (${row.state}): there is nothing to cancel.`)
    const ended = { state: 'cancelled' as const, finishedAt: new Date(services.clock.now()) }
    await tx
      .update(jobs)
      .set(ended)
      .where(and(eq(jobs.workspaceId, workspaceId), eq(jobs.id, row.id)))
    const { kind, done, total } = row
    await recordAudit(tx, ctx, { action: 'job.cancel', targetKind: 'job', targetId: input.id, detail: { kind, done, total } })
    return toJob({ ...row, ...ended })
  })
}
