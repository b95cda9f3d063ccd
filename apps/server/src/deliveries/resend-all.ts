import type { DeliveryFilter, Job, ResendAllInput, ResendCount } from '@hookline/schema'
import { recordAudit } from '../audit/record.ts'
import type { Ctx } from '../context.ts'
import { jobs } from '../db/schema/index.ts'
import { inSnapshot } from '../db/snapshot.ts'
import { newUuid, publicId, uuidFloor } from '../ids.ts'
import { toJob } from '../jobs/row.ts'
import { narrowed } from '../newest-first.ts'
import { invalidField } from '../service-error.ts'
import { countArms } from './count-arms.ts'
import { resolveFilter } from './filter.ts'

export const resendAllKind = 'deliveries.resend' as const
const countMax = 100_000

/**
 * Sends all deliveries once more that are done and match a filter: first as a count (`dryRun`), then as a job. Those that
 * are made after the job was asked for, its own among them, are not meant.
 */
export async function resendAll({ ctx, input }: { ctx: Ctx; input: ResendAllInput }): Promise<ResendCount | Job> {
  const { services, workspaceId, actor } = ctx
  const { status } = input.filter
  if (status === 'pending' || status === 'held') {
    throw invalidField('filter.status', 'resend.owed', 'must be succeeded, undelivered or cancelled: what is owed is sent by itself')
  }
  const nowMs = services.clock.now()
  const filter = wholeFilter(input.filter)
  const count = await countDone(ctx, filter, nowMs)
  if (input.dryRun) return count
  const row = {
    ...{ workspaceId, id: newUuid(nowMs), kind: resendAllKind, task: { filter, render: input.render } },
    ...{ state: 'waiting' as const, total: count.count, createdAt: new Date(nowMs), createdBy: actor.name },
  }
  return services.database.db.transaction(async (tx) => {
    const [made] = await tx.insert(jobs).values(row).returning()
    if (!made) throw new Error('an insert returned no row')
    await services.jobs.send(tx, { kind: resendAllKind, data: { workspaceId, jobId: row.id } })
    const detail = { filter: JSON.parse(JSON.stringify(filter)), render: input.render, count: count.count }
    await recordAudit(tx, ctx, { action: 'delivery.resend-all', targetKind: 'job', targetId: publicId('job', row.id), detail })
    return toJob(made)
  })
}

/** How many deliveries there are at a time that a job would send. */
async function countDone({ services, workspaceId }: Ctx, filter: DeliveryFilter, nowMs: number): Promise<ResendCount> {
  const { groups } = await inSnapshot(services.database.sql, async (tx) => {
    const { arms, range } = await resolveFilter(tx, { workspaceId, filter, nowMs })
    return countArms(tx, { workspaceId, arms, range: narrowed(range, { before: uuidFloor(nowMs + 1) }), liveMax: countMax + 1 })
  })
  const count = groups.reduce((sum, group) => sum + group.count, 0)
  return { count: Math.min(count, countMax), isMore: count > countMax }
}

/** A filter with every field, as the lists have it. */
function wholeFilter(given: ResendAllInput['filter']): DeliveryFilter {
  return given as DeliveryFilter
}
