import type { DeliveryFilter, Job, ResendAllInput, ResendCount } from '@hookline/schema'
import { recordAudit } from '../audit/record.ts'
import type { Ctx } from '../context.ts'
import type { Sql, Tx } from '../db/client.ts'
import { jobs } from '../db/schema/index.ts'
import { newUuid, publicId, uuidFloor } from '../ids.ts'
import { toJob } from '../jobs/row.ts'
import { narrowed } from '../newest-first.ts'
import { invalidField } from '../service-error.ts'
import { resolveFilter } from './filter.ts'
import { rangeConditions } from './list.ts'
import { allOf, type Fragment } from './select.ts'

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
  const count = await countDone(services.database.sql, { workspaceId, filter, beforeId: uuidFloor(nowMs + 1) })
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

/** The conditions on `deliveries` that a filter means, below a bound of ids (in an object, because a fragment alone would be awaited). */
export async function doneConditions(
  sql: Sql | Tx,
  { workspaceId, filter, beforeId }: { workspaceId: number; filter: DeliveryFilter; beforeId: string },
): Promise<{ where: Fragment }> {
  const resolved = await resolveFilter(sql, { workspaceId, filter })
  const range = narrowed(resolved.range, { before: beforeId })
  const where = allOf(sql, [sql`workspace_id = ${workspaceId}`, ...rangeConditions(sql, range), ...resolved.conditions(sql, 'deliveries')])
  return { where }
}

async function countDone(sql: Sql, which: { workspaceId: number; filter: DeliveryFilter; beforeId: string }): Promise<ResendCount> {
  const { where } = await doneConditions(sql, which)
  const [row] = await sql<{ count: number }[]>`
    SELECT count(*)::int AS count FROM (SELECT FROM deliveries WHERE ${where} LIMIT ${countMax + 1}) AS seen`
  const count = row?.count ?? 0
  return { count: Math.min(count, countMax), isMore: count > countMax }
}

/** A filter with every field, as the lists have it. */
function wholeFilter(given: ResendAllInput['filter']): DeliveryFilter {
  return given as DeliveryFilter
}
