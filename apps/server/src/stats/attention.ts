import type { Attention } from '@hookline/schema'
import type { Ctx } from '../context.ts'
import type { Sql } from '../db/client.ts'
import { uuidFloor } from '../ids.ts'
import { queueAge } from '../queue/age.ts'
import { countHeld } from '../settings/count-held.ts'
import { listDraftProblems } from './draft-problems.ts'
import { listFailingEndpoints } from './failing-endpoints.ts'
import { listStoppedEndpoints } from './stopped-endpoints.ts'

const dayMs = 86_400_000
const undeliveredMax = 1000
/** What is due for longer than this is late. */
const lateMs = 60_000

/** What a person has to look at, the most urgent first. */
export async function listAttention({ ctx, input }: { ctx: Ctx; input: { nowMs: number } }): Promise<Attention[]> {
  const { services, workspaceId } = ctx
  const { sql } = services.database
  const { nowMs } = input
  const [age, undelivered, stopped, failing, drafts] = await Promise.all([
    queueAge(sql, nowMs),
    countUndelivered(sql, workspaceId, nowMs - dayMs),
    listStoppedEndpoints({ ctx }),
    listFailingEndpoints({ ctx, input }),
    listDraftProblems({ ctx }),
  ])
  const { webhooksEnabled } = services.live.current()
  const found: Attention[] = []
  if (!webhooksEnabled) {
    const { count } = await countHeld({ ctx, input: { since: undefined } })
    found.push({ kind: 'switch-off', title: 'Calls are switched off', count, href: '/settings?tab=calls' })
  }
  if (age.oldestDueMs > lateMs)
    found.push({ kind: 'late', title: 'Deliveries are late', count: age.due, href: '/deliveries?status=pending' })
  if (undelivered > 0) {
    const from = encodeURIComponent(new Date(nowMs - dayMs).toISOString())
    const href = `/deliveries?status=undelivered&from=${from}`
    found.push({ kind: 'undelivered', title: 'Undelivered in the last 24 hours', count: undelivered, href })
  }
  if (webhooksEnabled && age.held > 0)
    found.push({ kind: 'held', title: 'Deliveries are held', count: age.held, href: '/deliveries?status=held' })
  return [...found, ...stopped, ...failing, ...drafts]
}

async function countUndelivered(sql: Sql, workspaceId: number, fromMs: number): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    SELECT count(*)::int AS count FROM (
      SELECT FROM deliveries WHERE workspace_id = ${workspaceId} AND status = 'undelivered' AND status <> 'succeeded'
        AND id >= ${uuidFloor(fromMs)}::uuid
      LIMIT ${undeliveredMax}) AS seen`
  return row?.count ?? 0
}
