import type { Ctx, Services } from '../context.ts'
import type { Tx } from '../db/client.ts'
import type { ResendAllTask } from '../db/schema/index.ts'
import { publicId, uuidFloor } from '../ids.ts'
import type { JobKind } from '../jobs/jobs.ts'
import { narrowed } from '../newest-first.ts'
import { ServiceError } from '../service-error.ts'
import { resolveFilter } from './filter.ts'
import { readDone } from './read-done.ts'
import { resendIn } from './resend.ts'
import { resendAllKind } from './resend-all.ts'

// Each delivery is sent once more in a transaction of its own, with how far the job came: cut off at any moment, it goes on
// with the next one and makes none twice.

const pageRows = 200

export interface ResendAllData {
  workspaceId: number
  jobId: string
}

interface RunningJob {
  task: ResendAllTask
  cursor: string | null
  createdMs: number
  createdBy: string
  state: string
}

/** The kind of job that resends; `services` are there when the first one runs. */
export function createResendAll(services: () => Services): JobKind<ResendAllData> {
  return { name: resendAllKind, run: (data, signal) => runResendAll(services(), data, signal) }
}

/** Resends page by page, the oldest first, until nothing is left or somebody cancels. */
export async function runResendAll(services: Services, data: ResendAllData, signal: AbortSignal): Promise<void> {
  for (;;) {
    signal.throwIfAborted()
    const job = await readRunning(services, data)
    if (job.state !== 'running') return
    const ids = await nextPage(services, data, job)
    for (const id of ids) {
      signal.throwIfAborted()
      if (!(await resendOne(services, data, { job, id }))) return
    }
    services.deliver?.wake()
    services.topics.changed(['deliveries'])
    if (ids.length < pageRows) return finish(services, data)
  }
}

async function readRunning({ database, clock }: Services, { workspaceId, jobId }: ResendAllData): Promise<RunningJob> {
  const { sql } = database
  const [job] = await sql<RunningJob[]>`
    UPDATE jobs SET state = CASE WHEN finished_at IS NULL THEN 'running' ELSE state END
    WHERE workspace_id = ${workspaceId} AND id = ${jobId}::uuid
    RETURNING task, cursor, extract(epoch FROM created_at)::float8 * 1000 AS "createdMs", created_by AS "createdBy", state`
  return job ?? { task: { filter: {} as never, render: 'stored' }, cursor: null, createdMs: clock.now(), createdBy: '', state: 'cancelled' }
}

async function nextPage(
  { database: { background: sql } }: Services,
  { workspaceId }: ResendAllData,
  { task, cursor, createdMs }: RunningJob,
): Promise<string[]> {
  const filter = await resolveFilter(sql, { workspaceId, filter: task.filter, nowMs: createdMs })
  const range = narrowed(filter.range, { from: cursor, before: uuidFloor(createdMs) })
  // The range begins with what was done last.
  const rows = await readDone(sql, { workspaceId, filter, range, count: pageRows + 1, nowMs: createdMs, order: 'oldest' })
  return rows
    .map(({ id }) => id)
    .filter((id) => id !== cursor)
    .slice(0, pageRows)
}

/** Out: false where the job was cancelled meanwhile. */
async function resendOne(
  services: Services,
  { workspaceId, jobId }: ResendAllData,
  { job, id }: { job: RunningJob; id: string },
): Promise<boolean> {
  const { sql } = services.database
  const actor = { kind: 'system', id: publicId('job', jobId), name: job.createdBy, scope: 'manage' } as const
  const ctx: Ctx = { services, workspaceId, actor }
  const input = { id: publicId('dlv', id), render: job.task.render }
  const advance = (tx: Tx, failed: boolean) => tx`
    UPDATE jobs SET cursor = ${id}::uuid, done = done + ${failed ? 0 : 1}, failed = failed + ${failed ? 1 : 0}
    WHERE workspace_id = ${workspaceId} AND id = ${jobId}::uuid AND finished_at IS NULL`
  try {
    return await sql.begin(async (tx) => {
      const { count } = await advance(tx, false)
      if (count === 0) return false
      await resendIn(tx, ctx, { sql, uuid: id, input, isAudited: false })
      return true
    })
  } catch (error) {
    // It cannot be sent any more, such as one whose webhook was deleted: the others can.
    if (!(error instanceof ServiceError)) throw error
    return sql.begin(async (tx) => (await advance(tx, true)).count > 0)
  }
}

async function finish({ database, clock }: Services, { workspaceId, jobId }: ResendAllData): Promise<void> {
  await database.sql`
    UPDATE jobs SET state = 'done', finished_at = ${new Date(clock.now()).toISOString()}::timestamptz
    WHERE workspace_id = ${workspaceId} AND id = ${jobId}::uuid AND finished_at IS NULL`
}
