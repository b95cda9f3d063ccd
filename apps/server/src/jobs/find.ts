import type { Job } from '@hookline/schema'
import { and, eq } from 'drizzle-orm'
import type { Ctx } from '../context.ts'
import { jobs } from '../db/schema/index.ts'
import { uuidOf } from '../ids.ts'
import type { DbOrTx } from '../live/bump.ts'
import { notFound } from '../service-error.ts'
import { type JobRow, toJob } from './row.ts'

/** Finds a job by its public id (404 where there is none); `lock` keeps others from changing it meanwhile. */
export async function findJob(tx: DbOrTx, { workspaceId }: Ctx, { id, lock = false }: { id: string; lock?: boolean }): Promise<JobRow> {
  const uuid = uuidOf('job', id)
  if (uuid === null) throw notFound('job', id)
  const query = tx
    .select()
    .from(jobs)
    .where(and(eq(jobs.workspaceId, workspaceId), eq(jobs.id, uuid)))
  const [row] = await (lock ? query.for('update') : query)
  if (!row) throw notFound('job', id)
  return row
}

/** A job and how far it is. */
export async function readJob({ ctx, input }: { ctx: Ctx; input: { id: string } }): Promise<Job> {
  return toJob(await findJob(ctx.services.database.db, ctx, input))
}
